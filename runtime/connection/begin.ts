import { isCollection } from "../../language/kinds.ts";
import type { Collection } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { AppModule } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { newToken } from "../secrets.ts";
import { openConnectionSecret } from "../stored.ts";
import { type Account, oauthValues } from "./account.ts";
import { authorizationUrl } from "./authorize.ts";
import { manifestName } from "./manifest.ts";
import { keepPending, newState, PATIENCE } from "./pending.ts";
import { accountAfter, runStep } from "./step.ts";

export interface NewAuthorization {
  readonly app: AppModule;
  readonly id: string;
  /** Which of the app's connection manifests; may be left out where there is one, or where the connection is there already. */
  readonly connection?: string;
  /** Absent: those that the connection was made with, if it is there already. */
  readonly parameters?: Collection;
  /** Where the user's browser goes in the end: a URL of the server's public origin, or of one of `redirects`. */
  readonly redirect?: string;
}

/** A user's way to the service. */
export interface Begun {
  /** Where to send the user's browser. */
  readonly url: string;
  readonly state: string;
  /** Epoch milliseconds until which the user has to be back. */
  readonly expires: number;
}

/** Begins an authorization: `preauthorize`, and the URL that `authorize` gives. Throws a `RuntimeError` if it cannot. */
export async function begin(context: Context, wanted: NewAuthorization): Promise<Begun> {
  const { app, id } = wanted;
  const redirect = wanted.redirect === undefined ? undefined : ownUrl(context, wanted.redirect);
  const before = await context.engine.connection(app.id, id);
  const name = manifestName(app, wanted.connection ?? before?.connection);
  const module = name === undefined ? undefined : app.connections[name];
  if (name === undefined || module?.oauth?.authorize === undefined) {
    const message = `The connection \`${name ?? id}\` of ${app.id} has no \`authorize\`: nobody is sent to the service for it.`;
    throw new RuntimeError("no-authorize", 422, message);
  }
  const { preauthorize, authorize } = module.oauth;
  const kept = before === undefined ? undefined : await openConnectionSecret(context.secrets, before);
  const parameters = isCollection(wanted.parameters) ? wanted.parameters : (kept?.parameters ?? {});
  const verifier = newToken();
  const oauth = await oauthValues(context, module, verifier);
  let account: Account = { app, id, name, module, parameters, learned: { data: {} }, temp: {}, oauth };
  if (preauthorize !== undefined) {
    account = accountAfter(await runStep(context, "preauthorize", preauthorize, account));
  }
  const state = newState();
  const sent = await authorizationUrl(context, authorize, account, state);
  const expires = context.clock.now() + PATIENCE;
  await keepPending(context, state, sent.account, { verifier, redirect, expires });
  return { url: sent.url, state, expires };
}

/** Anywhere else would be an open redirect: the code of another's app could lead users away. */
function ownUrl({ publicUrl, redirects = [] }: Context, redirect: string): string {
  const url = URL.parse(redirect, publicUrl);
  const origins = [new URL(publicUrl).origin, ...redirects];
  if (url !== null && origins.includes(url.origin)) return url.href;
  const message = `\`redirect\` must be a URL of ${origins.join(" or ")}; \`server.redirects\` in \`imlc.json\` can name further origins.`;
  throw new RuntimeError("redirect-elsewhere", 422, message);
}
