import type { Collection, Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { AppModule } from "../contract.ts";
import type { Connection } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { uidText } from "../receive/uid.ts";
import { newToken } from "../secrets.ts";
import { sealConnection } from "../stored.ts";
import { type Account, oauthValues } from "./account.ts";
import { alone } from "./alone.ts";
import { keepAccount, keepConnection } from "./keep.ts";
import { manifestName } from "./manifest.ts";
import { type Asking, accountAfter, runStep, type Stepped } from "./step.ts";

/** A connection that is about to be made. */
export interface NewConnection {
  readonly app: AppModule;
  readonly id: string;
  /** Which of the app's connection manifests; may be left out where there is one. */
  readonly connection?: string;
  readonly parameters: Collection;
  readonly data: Collection;
  /** Given: the connection is registered as it is, and the service is not asked. */
  readonly uid?: Value;
}

/** Creates or replaces a connection: registers what is known of it, or asks the service by the app's connection manifest. */
export function register(context: Context, wanted: NewConnection): Promise<Connection> {
  return alone(context, wanted.app.id, wanted.id, () => make(context, wanted));
}

async function make(context: Context, wanted: NewConnection): Promise<Connection> {
  const { app, id, parameters, data } = wanted;
  const name = manifestName(app, wanted.connection);
  if (wanted.uid === undefined) return keepAccount(context, accountAfter(await ask(context, wanted, name)));
  const uid = uidText(wanted.uid);
  if (uid === undefined) {
    throw new RuntimeError("uid-shape", 400, "`uid` must be a text that is not empty, or an integer.");
  }
  const secret = await sealConnection(context.secrets, { parameters, data });
  return keepConnection(context, { app: app.id, id, connection: name, uid, secret });
}

/**
 * Asks the service by a connection manifest, whose name is given, and keeps nothing. A service that has no user to send
 * anywhere gives its token at once, by `token`. Answers the first step that fails, else the last one. Throws a
 * `RuntimeError` if nothing can be asked.
 */
export async function ask(
  context: Asking,
  { app, id, parameters, data }: NewConnection,
  name: string | undefined,
): Promise<Stepped> {
  const module = name === undefined ? undefined : app.connections[name];
  const { preauthorize, authorize, token } = module?.oauth ?? {};
  const first = authorize === undefined ? [["preauthorize", preauthorize] as const, ["token", token] as const] : [];
  const steps = [...first, ["connect", module?.connect] as const];
  if (name === undefined || module === undefined || steps.every(([, procedure]) => procedure === undefined)) {
    throw new RuntimeError(
      "uid-required",
      422,
      `The app ${app.id} has no connection manifest that could ask for it: give \`uid\`.`,
    );
  }
  const oauth = await oauthValues(context, module, newToken());
  let account: Account = { app, id, name, module, parameters, learned: { data }, temp: {}, oauth };
  let asked = false;
  for (const [step, procedure] of steps) {
    if (procedure === undefined) continue;
    const stepped = await runStep(context, step, procedure, account);
    if (stepped.kind === "failed") return stepped;
    account = stepped.account;
    asked ||= stepped.asked;
  }
  return { kind: "done", account, asked };
}
