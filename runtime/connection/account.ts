import { open } from "../../language/read.ts";
import type { OAuthScope } from "../../language/scopes.ts";
import type { Collection } from "../../language/values.ts";
import { commonOf } from "../common.ts";
import type { Context } from "../context.ts";
import type { AppModule, ConnectionModule } from "../contract.ts";
import { newId } from "../id.ts";
import { leafTexts } from "../procedure/redact.ts";
import { digestOf } from "../secrets.ts";
import type { Learned } from "./learned.ts";

/** A connection while its service is asked, one step after the other. */
export interface Account {
  readonly app: AppModule;
  readonly id: string;
  /** Which of the app's connection manifests it is of. */
  readonly name: string;
  readonly module: ConnectionModule;
  readonly parameters: Collection;
  readonly learned: Learned;
  /** What its steps have left for one another. */
  readonly temp: Collection;
  readonly oauth: OAuthValues;
}

type OAuthValues = OAuthScope["oauth"];

/** Where services send users back to. */
export const CALLBACK_PATH = "/oauth/callback";

/** `oauth` of templates; `verifier` proves that who asks for the token is who sent the user (RFC 7636, method S256). */
export async function oauthValues(
  { publicUrl }: Pick<Context, "publicUrl">,
  module: ConnectionModule,
  verifier: string,
): Promise<OAuthValues> {
  const redirectUri = `${publicUrl}${CALLBACK_PATH}`;
  return {
    scope: [...(module.oauth?.scope ?? [])],
    redirectUri,
    localRedirectUri: redirectUri,
    makeRedirectUri: redirectUri,
    codeVerifier: verifier,
    codeChallenge: await digestOf(verifier),
  };
}

/** What the steps of a connection read. Parameters and saved data are one collection, where the saved wins. */
export function accountScope(context: Pick<Context, "clock" | "common">, account: Account): OAuthScope {
  const kept = open({ ...account.parameters, ...account.learned.data });
  const now = context.clock.now();
  return {
    oauth: account.oauth,
    parameters: kept,
    connection: kept,
    data: kept,
    common: open(commonOf(context, account.app, account.module)),
    temp: open(account.temp),
    now: new Date(now),
    executionId: newId(now),
    environment: { timezone: "UTC" },
  };
}

/** Texts that neither a log nor an error may show. */
export function secretsOf(
  context: Pick<Context, "common">,
  { app, module, parameters, learned, temp, oauth }: Account,
): readonly string[] {
  return leafTexts([parameters, learned.data, temp, oauth?.codeVerifier, commonOf(context, app, module)]);
}
