import { afterEach } from "vitest";
import type { Connection, Engine } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";

const engines: Engine[] = [];

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

/** An engine that is closed with the test, if it was not before. */
export async function openFile(file: string): Promise<Engine> {
  const engine = await openSqlite({ file });
  engines.push(engine);
  return engine;
}

/** An attached subscription `lane UID` of a connection of its own. */
export async function attach(engine: Engine, uid: string): Promise<string> {
  const connection: Connection = { app: "chat", id: `of ${uid}`, uid, secret: "sealed", createdAt: 0, updatedAt: 0 };
  await engine.putConnection(connection);
  const id = `lane ${uid}`;
  await engine.createSubscription({
    id,
    app: "chat",
    webhook: "events",
    connection: connection.id,
    parameters: "{}",
    target: { kind: "function", name: "notify" },
    createdAt: 0,
    lateMatch: false,
  });
  await engine.moveSubscription(id, ["attaching"], { state: "attached", at: 0 });
  return id;
}
