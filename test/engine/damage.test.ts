import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { EngineError } from "../../runtime/engine/error.ts";
import { checkWhole } from "../../runtime/engine/sqlite/check.ts";
import { openDatabase, openUnchanged } from "../../runtime/engine/sqlite/database.ts";
import { asEngineError } from "../../runtime/engine/sqlite/failure.ts";
import type { Operation } from "../../runtime/engine/sqlite/protocol.ts";
import { folder } from "./folder.ts";
import { asker, scenario } from "./scenario.ts";

const PAGE = 4096;
/** The kind of the page, what its header counts, where its cells begin, the cells themselves, the end. */
const PLACES = [0, 1, 4, 9, 13, 2_000, 3_600, 3_950, 4_080];

const page = { limit: 100 };
const LISTS = ["requests", "deliveries", "deadLetters", "unowned", "connections", "subscriptions"] as const;
const READS: readonly Operation[] = [
  ...LISTS.map((method) => ({ method, parameters: [page] }) as Operation),
  { method: "heads", parameters: ["lane u1", 100] },
  { method: "heads", parameters: ["lane u2", 100] },
];
const WRITE: Operation = {
  method: "accept",
  parameters: [
    {
      id: "after",
      app: "chat",
      webhook: "events",
      receivedAt: 1,
      method: "POST",
      url: "/",
      headers: {},
      body: new Uint8Array(10),
      items: [{ id: "item after", uid: "u1", dedupe: "after", payload: { kind: "bundle", bundle: "1" } }],
      dedupeWindow: 1,
    },
  ],
};

function closed<T>(db: DatabaseSync, ask: (db: DatabaseSync) => T): T {
  try {
    return ask(db);
  } finally {
    db.close();
  }
}

/** How many rows each read of the store answers; or the codes of its refusals. */
function used(file: string): readonly (number | string)[] {
  try {
    return closed(openDatabase(file), (db) => {
      const ask = asker(db, file);
      const reads = ask(...READS).map(({ answer, result }) =>
        answer === "done" ? (result as readonly unknown[]).length : answer,
      );
      const [written] = ask(WRITE);
      const [again] = ask({ method: "request", parameters: ["after"] });
      if (written?.answer === "done" && again?.answer === "done") expect(again.result).toMatchObject({ id: "after" });
      return [...reads, written?.answer ?? "none"];
    });
  } catch (error) {
    return [asEngineError(error, file).code];
  }
}

function isWhole(file: string): boolean {
  try {
    closed(openUnchanged(file), (db) => checkWhole(db, file));
    return true;
  } catch (error) {
    expect(asEngineError(error, file)).toBeInstanceOf(EngineError);
    return false;
  }
}

test("a byte that is wrong, anywhere: refused with a code, found by the check, or nothing that SQLite could know of", () => {
  const place = folder();
  const original = join(place, "store.db");
  closed(openDatabase(original), (db) => {
    const ask = asker(db, original);
    const steps = scenario(1);
    for (let step = steps.next(); !step.done; ) step = steps.next(ask(...step.value));
  });
  const bytes = readFileSync(original);
  const copy = join(place, "copy.db");
  const put = (damaged: Uint8Array): void => {
    rmSync(`${copy}-wal`, { force: true });
    writeFileSync(copy, damaged);
  };
  put(bytes);
  const right = used(copy);
  expect(right).not.toContain("store-corrupt");
  let [refused, unknown] = [0, 0];
  for (let at = 0; at < bytes.length; at += PAGE) {
    for (const offset of PLACES) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at + offset) ^ 0x5a, at + offset);
      put(damaged);
      const whole = isWhole(copy);
      put(damaged);
      const answers = used(copy);
      const codes = answers.filter((answer) => typeof answer === "string" && answer !== "done");
      for (const code of codes) expect(["store-corrupt", "store-failed", "store-version"]).toContain(code);
      if (whole && codes.length === 0) expect(answers).toEqual(right);
      if (codes.length > 0) refused += 1;
      else if (whole) unknown += 1;
    }
  }
  expect(refused).toBeGreaterThan(bytes.length / PAGE);
  expect(unknown).toBeGreaterThan(0);
}, 600_000);

test("a log that was cut off or lost leaves a store as it was at an earlier commit", () => {
  const place = folder();
  const file = join(place, "store.db");
  const db = openDatabase(file);
  const ask = asker(db, file);
  const steps = scenario(1);
  for (let step = steps.next(); !step.done; ) step = steps.next(ask(...step.value));
  const [main, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
  db.close();
  const copy = join(place, "copy.db");
  for (const length of [0, 10, 31, 32, 33, 4_000, log.length >> 1, log.length - 1]) {
    writeFileSync(copy, main);
    writeFileSync(`${copy}-wal`, log.subarray(0, length));
    closed(openDatabase(copy), (opened) => {
      expect(opened.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
      expect(asker(opened, copy)(WRITE)[0]?.answer).toBe("done");
    });
  }
});
