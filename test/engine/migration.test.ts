import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { NewRequest } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { schemaVersion } from "../../runtime/engine/sqlite/schema.ts";
import { folder } from "./folder.ts";
import { openFile } from "./open.ts";

const version1 = readFileSync(new URL("version-1.sql", import.meta.url), "utf8");

function oldStore(change = ""): string {
  const file = join(folder(), "store.db");
  const db = new DatabaseSync(file);
  db.exec(version1 + change);
  db.close();
  return file;
}

function look<T>(file: string, ask: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file);
  try {
    return ask(db);
  } finally {
    db.close();
  }
}

function tables(file: string): unknown {
  // How a column came to be stands in the text of its table; what the tables are, these say.
  return look(file, (db) => {
    const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const columns = names.map(({ name }) => db.prepare(`PRAGMA table_xinfo("${name}")`).all());
    const indexes = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name").all();
    return [names, columns, indexes, db.prepare("PRAGMA user_version").get(), db.prepare("PRAGMA auto_vacuum").get()];
  });
}

test("a store of version 1 becomes one of this version, with all that was in it", async () => {
  const file = oldStore();
  const engine = await openFile(file);
  const page = { limit: 10 };
  expect(await engine.counts()).toMatchObject({
    requests: 2,
    items: 5,
    unowned: 1,
    pending: 1,
    delivered: 1,
    dead: 2,
    duplicates: 1,
  });
  expect((await engine.requests(page)).map(({ id }) => id)).toEqual(["request-2", "request-1"]);
  expect((await engine.deliveries(page)).map(({ id, state }) => [id, state])).toEqual([
    ["item-3-3", "pending"],
    ["item-2-2", "delivered"],
    ["item-1-1", "dead"],
  ]);
  expect((await engine.unowned(page)).map(({ uid, reason }) => [uid, reason])).toEqual([["nobody", "no-connection"]]);
  expect(await engine.connection("chat", "one")).toMatchObject({
    uid: "u1",
    secret: "sealed",
    expires: 1_760_000_000_000,
  });
  expect(await engine.subscription("lane-1")).toMatchObject({
    state: "attached",
    data: "saved",
    parameters: '{"a":1}',
    target: { kind: "http", url: "https://example.com/", secret: "sealed" },
  });
  expect(await engine.subscription("lane-2")).toMatchObject({ state: "attach-failed", failure: { code: "status" } });
  expect(await engine.lanes()).toEqual([{ subscription: "lane-1", due: 1_750_000_300_000 }]);

  expect(await engine.redrive("item-1-1")).toBe("lane-1");
  const request: NewRequest = {
    id: "request-3",
    app: "chat",
    webhook: "events",
    receivedAt: 1_750_000_001_000,
    method: "POST",
    url: "/",
    headers: {},
    body: new Uint8Array(),
    items: [
      { id: "item-6", uid: "u1", dedupe: "key", payload: { kind: "bundle", bundle: '"again"' } },
      { id: "item-7", uid: "u1", payload: { kind: "bundle", bundle: '"new"' } },
    ],
    dedupeWindow: 1_000,
  };
  expect((await engine.accept(request)).items).toMatchObject({ owned: 1, unowned: 0, duplicate: 1, failed: 0 });
  expect((await engine.heads("lane-1", 10)).map(({ item }) => item)).toEqual(["item-1", "item-3", "item-7"]);
});

test("its tables are those of a new store", async () => {
  const [old, made] = [oldStore(), join(folder(), "store.db")];
  for (const file of [old, made]) await (await openFile(file)).close();
  expect(tables(old)).toEqual(tables(made));
});

test("a migration that fails leaves the store as it was", async () => {
  // An index of the next version that is there already stands for whatever may go wrong.
  const file = oldStore("CREATE TABLE authorization (key TEXT);");
  await expect(openSqlite({ file })).rejects.toMatchObject({ code: "store-failed" });
  expect(look(file, (db) => db.prepare("PRAGMA user_version").get())).toEqual({ user_version: 1 });
  expect(look(file, (db) => db.prepare("SELECT name FROM pragma_table_info('delivery')").all()).length).toBe(10);
  look(file, (db) => db.exec("DROP TABLE authorization"));
  await (await openFile(file)).close();
  expect(look(file, (db) => db.prepare("PRAGMA user_version").get())).toEqual({ user_version: schemaVersion });
});
