import type { Context } from "../context.ts";
import type { Connection } from "../engine/engine.ts";
import { sealConnection } from "../stored.ts";
import type { Account } from "./account.ts";

/** Writes down what was learned of a connection; answers it as it is kept then. */
export async function keepAccount(
  context: Context,
  { app, id, name, parameters, learned }: Account,
): Promise<Connection> {
  const { uid, data, metadata, expires } = learned;
  return keepConnection(context, {
    app: app.id,
    id,
    connection: name,
    uid,
    secret: await sealConnection(context.secrets, { parameters, data }),
    metadata,
    expires,
  });
}

/** Creates or replaces a connection, now. */
export async function keepConnection(
  { engine, clock, wake }: Context,
  connection: Omit<Connection, "createdAt" | "updatedAt" | "seq">,
): Promise<Connection> {
  const now = clock.now();
  const made: Connection = { ...connection, createdAt: now, updatedAt: now };
  const { lanes } = await engine.putConnection(made);
  wake(lanes);
  return (await engine.connection(made.app, made.id)) ?? made;
}
