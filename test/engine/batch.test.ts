import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { NewRequest } from "../../runtime/engine/engine.ts";
import { createBatch } from "../../runtime/engine/sqlite/batch.ts";
import { openDatabase } from "../../runtime/engine/sqlite/database.ts";
import type { Answer, Operation } from "../../runtime/engine/sqlite/protocol.ts";
import { folder } from "./folder.ts";

function opened() {
  const file = join(folder(), "store.db");
  const db = openDatabase(file);
  const batch = createBatch(db, file);
  const run = (...operations: readonly Operation[]): readonly unknown[] =>
    batch(operations.map((operation, id) => ({ id, operation })))
      .toSorted(byId)
      .map(said);
  return { db, run };
}

function byId(a: Answer, b: Answer): number {
  return a.id - b.id;
}

function said(answer: Answer): unknown {
  return answer.kind === "done" ? "done" : answer.failure.code;
}

function accept(id: string, size = 100): Operation {
  const request: NewRequest = {
    id,
    app: "chat",
    webhook: "events",
    receivedAt: 0,
    method: "POST",
    url: "/",
    headers: {},
    body: new Uint8Array(size),
    items: [{ id: `item of ${id}`, uid: "u1", payload: { kind: "bundle", bundle: "1" } }],
    dedupeWindow: 0,
  };
  return { method: "accept", parameters: [request] };
}

const LOOK: Operation = { method: "requests", parameters: [{ limit: 100 }] };

function kept({ db }: ReturnType<typeof opened>): readonly unknown[] {
  return db
    .prepare("SELECT id FROM request ORDER BY seq")
    .all()
    .map(({ id }) => id);
}

function tally({ db }: ReturnType<typeof opened>): unknown {
  const rows = db.prepare("SELECT name, value FROM tally").all();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

describe("a batch", () => {
  test("commits once, and lets one that fails fail alone", () => {
    const store = opened();
    expect(store.run(accept("a"), accept("a"), accept("b"), LOOK)).toEqual(["done", "duplicate-id", "done", "done"]);
    expect(kept(store)).toEqual(["a", "b"]);
    expect(store.db.isTransaction).toBe(false);
  });

  test("counts nothing of what failed half way", () => {
    const store = opened();
    const payload = { kind: "failure", item: "{}", failure: { code: "x", message: "x" } } as const;
    const failing = accept("b");
    const [request] = failing.parameters as [NewRequest];
    const items = ["same", "same"].map((id) => ({ id, payload }));
    const answers = store.run(accept("a"), { method: "accept", parameters: [{ ...request, items }] });
    expect(answers).toEqual(["done", "duplicate-id"]);
    expect(tally(store)).toEqual({ requests: 1, items: 1, unowned: 1 });
  });

  test("refuses what does not fit, at every size of the store, and takes the rest", () => {
    const store = opened();
    store.run(accept("first"));
    const { page_count: pages } = store.db.prepare("PRAGMA page_count").get() ?? {};
    const took: unknown[] = ["first"];
    let refused = 0;
    for (let most = Number(pages); refused === 0 || took.length < 12; most += 1) {
      store.db.exec(`PRAGMA max_page_count = ${most}`);
      const id = `large ${most}`;
      const answers = store.run(accept(id, 40_000), LOOK);
      expect(answers[1]).toBe("done");
      if (answers[0] === "done") took.push(id);
      else refused += Number(answers[0] === "store-full");
      expect(kept(store)).toEqual(took);
    }
    expect(refused).toBeGreaterThan(5);
    expect(store.db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    expect(tally(store)).toEqual({ requests: took.length, items: took.length, unowned: took.length });
  });

  test("refuses all that writes and answers all that reads when the store may not be written", () => {
    const store = opened();
    store.run(accept("a"));
    store.db.exec("PRAGMA query_only = ON");
    expect(store.run(accept("b"), LOOK, accept("c"))).toEqual(["store-read-only", "done", "store-read-only"]);
    store.db.exec("PRAGMA query_only = OFF");
    expect(store.run(accept("b"))).toEqual(["done"]);
    expect(kept(store)).toEqual(["a", "b"]);
  });

  test("counts nothing of a batch that was not committed", () => {
    const store = opened();
    store.run(accept("a"));
    // A deferred constraint is looked at only by the commit.
    store.db.exec("PRAGMA foreign_keys = ON");
    store.db.exec(
      "CREATE TABLE one (id INTEGER PRIMARY KEY, other INTEGER REFERENCES one DEFERRABLE INITIALLY DEFERRED)",
    );
    store.db.exec("CREATE TEMP TRIGGER fail AFTER INSERT ON request BEGIN INSERT INTO one VALUES (NULL, 99); END");
    expect(store.run(accept("b"), LOOK)).toEqual(["store-failed", "done"]);
    store.db.exec("DROP TRIGGER fail");
    expect(store.run(accept("c"))).toEqual(["done"]);
    expect(kept(store)).toEqual(["a", "c"]);
    expect(tally(store)).toEqual({ requests: 2, items: 2, unowned: 2 });
  });

  test("forgets who owned what when a change was taken back", () => {
    const store = opened();
    const connect: Operation = {
      method: "putConnection",
      parameters: [{ app: "chat", id: "c", uid: "u1", secret: "", createdAt: 0, updatedAt: 0 }],
    };
    const subscribe: Operation = {
      method: "createSubscription",
      parameters: [
        {
          id: "s",
          app: "chat",
          webhook: "events",
          connection: "c",
          parameters: "{}",
          target: { kind: "function", name: "notify" },
          createdAt: 0,
          lateMatch: false,
        },
      ],
    };
    store.db.exec("PRAGMA foreign_keys = ON");
    store.db.exec(
      "CREATE TABLE one (id INTEGER PRIMARY KEY, other INTEGER REFERENCES one DEFERRABLE INITIALLY DEFERRED)",
    );
    store.db.exec("CREATE TEMP TRIGGER fail AFTER INSERT ON delivery BEGIN INSERT INTO one VALUES (NULL, 99); END");
    expect(new Set(store.run(connect, subscribe, accept("a")))).toEqual(new Set(["store-failed"]));
    store.db.exec("DROP TRIGGER fail");
    expect(store.run(accept("b"))).toEqual(["done"]);
    const { n } = store.db.prepare("SELECT count(*) AS n FROM delivery").get() ?? {};
    expect(n).toBe(0);
  });
});
