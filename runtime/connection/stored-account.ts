import type { Context } from "../context.ts";
import type { Connection } from "../engine/engine.ts";
import { newToken } from "../secrets.ts";
import { openConnectionSecret } from "../stored.ts";
import { type Account, oauthValues } from "./account.ts";

/** A stored connection as its steps see it; undefined if its manifest is not served. */
export async function storedAccount(context: Context, stored: Connection): Promise<Account | undefined> {
  const { id, connection: name = "", uid, metadata, expires } = stored;
  const app = context.apps().find((one) => one.id === stored.app);
  const module = app !== undefined && Object.hasOwn(app.connections, name) ? app.connections[name] : undefined;
  if (app === undefined || module === undefined) return undefined;
  const { parameters, data } = await openConnectionSecret(context.secrets, stored);
  const oauth = await oauthValues(context, module, newToken());
  return { app, id, name, module, parameters, learned: { uid, data, metadata, expires }, temp: {}, oauth };
}
