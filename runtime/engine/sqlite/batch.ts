import type { DatabaseSync } from "node:sqlite";
import { asEngineError } from "./failure.ts";
import { createOwners } from "./owners.ts";
import type { Answer, Operation } from "./protocol.ts";
import { createStore, type Store } from "./store.ts";
import { createTally } from "./tally.ts";

/** An operation that waits, by the number under which its answer is expected. */
export interface Waiting {
  readonly id: number;
  readonly operation: Operation;
}

/**
 * Runs what waits. All that writes shares one transaction and so one sync of the disk. If one operation fails, all are
 * undone and done again, each alone in a savepoint, so that one that fails takes nothing with it: a savepoint for each
 * costs a fifth of the work, and hardly ever does one fail. If the commit fails, all of them failed: what the disk has then
 * is unknown, so nothing is tried again. What only reads comes after the commit.
 */
export function createBatch(db: DatabaseSync, file: string): (waiting: readonly Waiting[]) => readonly Answer[] {
  const tally = createTally(db);
  const owners = createOwners(db);
  const store = createStore(db, tally, owners);
  const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
  const [save, release] = [db.prepare("SAVEPOINT one"), db.prepare("RELEASE one")];

  const failed = (id: number, error: unknown): Answer => {
    const { code, message } = asEngineError(error, file);
    return { kind: "failed", id, failure: { code, message } };
  };
  const done = ({ id, operation }: Waiting): Answer => ({ kind: "done", id, result: perform(store, operation) });
  const read = (one: Waiting): Answer => {
    try {
      return done(one);
    } catch (error) {
      return failed(one.id, error);
    }
  };
  const writeOne = (one: Waiting): Answer => {
    try {
      return done(one);
    } finally {
      if (!LEAVES_OWNERS.has(one.operation.method)) owners.forget();
    }
  };
  /** Does it, or undoes what it did and does the other. */
  const inSavepoint = <R>(work: () => R, otherwise: (error: unknown) => R): R => {
    const before = tally.now();
    save.run();
    try {
      const result = work();
      release.run();
      return result;
    } catch (error) {
      // Some failures end the whole transaction: then there is nothing left to go on with.
      if (!db.isTransaction) throw error;
      db.exec("ROLLBACK TO one; RELEASE one");
      tally.restore(before);
      owners.forget();
      return otherwise(error);
    }
  };
  const alone = (one: Waiting): Answer =>
    inSavepoint(
      () => writeOne(one),
      (error) => failed(one.id, error),
    );
  const write = (waiting: readonly Waiting[]): readonly Answer[] => {
    if (waiting.length === 0) return [];
    const before = tally.now();
    try {
      begin.run();
      const answers = inSavepoint(
        () => waiting.map(writeOne),
        () => waiting.map(alone),
      );
      tally.save(before);
      commit.run();
      return answers;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      tally.restore(before);
      owners.forget();
      return waiting.map(({ id }) => failed(id, error));
    }
  };
  return (waiting) => [
    ...write(waiting.filter(({ operation }) => WRITES.has(operation.method))),
    ...waiting.filter(({ operation }) => !WRITES.has(operation.method)).map(read),
  ];
}

/** The writes that change neither connections nor who owns. */
const LEAVES_OWNERS: ReadonlySet<keyof Store> = new Set([
  "accept",
  "settle",
  "redrive",
  "redriveDead",
  "sweep",
  "shrink",
  "putAuthorization",
  "takeAuthorization",
  "reseal",
]);

const WRITES: ReadonlySet<keyof Store> = new Set([
  ...LEAVES_OWNERS,
  "putConnection",
  "removeConnection",
  "createSubscription",
  "moveSubscription",
  "patchSubscription",
]);

function perform(store: Store, operation: Operation): unknown {
  // The compiler does not see that a method and its parameters come from one member of the union.
  const run = store[operation.method] as (...parameters: readonly unknown[]) => unknown;
  return run(...operation.parameters);
}
