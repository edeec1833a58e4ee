import type { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../runtime/engine/sqlite/database.ts";
import type { Operation } from "../../runtime/engine/sqlite/protocol.ts";
import { type Ask, type Asked, asker, dump, scenario } from "./scenario.ts";

const ROUNDS = 1;

/** Result codes of SQLite: an error of the disk, and a full one. */
const errors = [
  { errcode: 10, code: "store-failed" },
  { errcode: 13, code: "store-full" },
] as const;

interface Fault {
  /** How many statements run before the one that fails. */
  left: number;
  readonly errcode: number;
  readonly how: How;
  /** The statement that fails whenever it runs, until a batch is over. */
  stuck?: string | undefined;
}

/** How a statement fails: once, until its batch is over, or once so that the transaction ends, as SQLite does with some. */
type How = "once" | "lastingly" | "ending its transaction";

/** A database of which one statement fails as the disk would make it fail. Nothing that takes back can fail. */
function failing(db: DatabaseSync, fault: Fault): DatabaseSync {
  const step = (sql: string): void => {
    if (sql.startsWith("ROLLBACK")) return;
    fault.left -= 1;
    if (fault.left !== -1 && fault.stuck !== sql) return;
    if (fault.how === "lastingly") fault.stuck = sql;
    if (fault.how === "ending its transaction" && db.isTransaction) db.exec("ROLLBACK");
    throw Object.assign(new Error("The test made it fail."), { errcode: fault.errcode });
  };
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (sql: string, ...rest: readonly unknown[]): unknown => {
        if (name === "exec") step(sql);
        const result: unknown = Reflect.apply(value, target, [sql, ...rest]);
        return name === "prepare" ? failingStatement(result as object, () => step(sql)) : result;
      };
    },
  });
}

function failingStatement(statement: object, step: () => void): object {
  return new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      return (...parameters: readonly unknown[]): unknown => {
        step();
        return Reflect.apply(value as () => unknown, target, parameters);
      };
    },
  });
}

function live(ask: Ask, fault: Fault): readonly (readonly Asked[])[] {
  const steps = scenario(ROUNDS);
  const asked: (readonly Asked[])[] = [];
  for (let step = steps.next(); !step.done; ) {
    const answers = ask(...step.value);
    fault.stuck = undefined;
    asked.push(answers);
    step = steps.next(answers);
  }
  return asked;
}

/** What a store holds to which only what was acknowledged ever happened. */
function acknowledged(asked: readonly (readonly Asked[])[]): unknown {
  const db = openDatabase(":memory:");
  const ask = asker(db, ":memory:");
  for (const batch of asked) {
    const done = batch.filter(({ answer }) => answer === "done").map(({ operation }) => operation);
    const answers = ask(...done);
    expect(answers.map(({ answer }) => answer)).toEqual(done.map(() => "done"));
  }
  return seen(db, ask);
}

const COUNTS: Operation = { method: "counts", parameters: [] };

function seen(db: DatabaseSync, ask: Ask): unknown {
  return { rows: dump(db), counts: ask(COUNTS)[0]?.result, check: db.prepare("PRAGMA integrity_check").get() };
}

describe.each<How>(["once", "lastingly", "ending its transaction"])(
  "each statement of a store's life fails %s",
  (how) => {
    test.each(errors)("with $errcode: what was acknowledged is there, and nothing else", ({ errcode, code }) => {
      let refused = 0;
      for (let n = 0; ; n += 1) {
        const db = openDatabase(":memory:");
        const fault: Fault = { left: Number.POSITIVE_INFINITY, errcode, how };
        const ask = asker(failing(db, fault), ":memory:");
        fault.left = n;
        const asked = live(ask, fault);
        const over = fault.left >= 0;
        const codes = new Set(asked.flat().map(({ answer }) => answer));
        // The scenario itself sends one id twice, and redrives what may not be dead.
        for (const fine of ["done", "duplicate-id", "unknown-connection"]) codes.delete(fine);
        const isMended = how === "once" && codes.size === 0;
        expect([...codes]).toEqual(over || isMended ? [] : [code]);
        expect(seen(db, ask)).toEqual(acknowledged(asked));
        db.close();
        if (over) break;
        refused += codes.size;
      }
      expect(refused).toBeGreaterThan(how === "once" ? 10 : 100);
    });
  },
);
