import type { DatabaseSync } from "node:sqlite";
import type { Delivery, NewItem, Outcome } from "../../runtime/engine/engine.ts";
import { createBatch } from "../../runtime/engine/sqlite/batch.ts";
import type { Operation } from "../../runtime/engine/sqlite/protocol.ts";

/** An operation and how it was answered. */
export interface Asked {
  readonly operation: Operation;
  /** `done`, or the code of the failure. */
  readonly answer: string;
  readonly result: unknown;
}

export type Ask = (...operations: readonly Operation[]) => readonly Asked[];

/** A function that runs operations of a store as one batch, in the order in which they are given. */
export function asker(db: DatabaseSync, file: string): Ask {
  const batch = createBatch(db, file);
  return (...operations) => {
    const answers = batch(operations.map((operation, id) => ({ id, operation }))).toSorted((a, b) => a.id - b.id);
    return operations.map((operation, index) => {
      const answer = answers[index];
      return answer?.kind === "done"
        ? { operation, answer: "done", result: answer.result }
        : { operation, answer: answer?.failure.code ?? "none", result: undefined };
    });
  };
}

const failure = { code: "target-status", message: "The target answered 500." };
const uids = ["u1", "u2"];

/**
 * A small life of a store that comes by every kind of write, batch after batch. Yields each batch; whoever runs it gives
 * back how it was answered, and what comes next depends on that.
 */
export function* scenario(rounds: number): Generator<readonly Operation[], void, readonly Asked[]> {
  yield uids.flatMap((uid) => [connection(uid), subscription(uid), attached(uid)]);
  for (let round = 0; round < rounds; round += 1) {
    const at = round * 1_000;
    yield [accept(`a ${round}`, at, "u1", "u2", "nobody"), accept(`b ${round}`, at, "u2", undefined)];
    yield [accept(`a ${round}`, at, "u1"), accept(`c ${round}`, at, "u1", "failing")];
    const heads = (yield uids.map((uid) => ({ method: "heads", parameters: [`lane ${uid}`, 4] }) as const)).flatMap(
      ({ result }) => (result ?? []) as readonly Delivery[],
    );
    yield [{ method: "settle", parameters: [heads.map((head, index) => outcome(head, index, at))] }];
    const dead = heads.filter((_, index) => index % 4 === 2).map(({ id }) => id);
    yield dead.map((id) => ({ method: "redrive", parameters: [id] }) as const);
    yield [connection(round % 2 === 0 ? "nobody" : "u1", "of u1"), accept(`d ${round}`, at, "u1", "nobody")];
    yield [{ method: "sweep", parameters: [at, { requests: 2_000, unowned: 1_500, delivered: 500, dead: 1_000 }] }];
  }
  const detach = (state: "detaching" | "detached"): Operation => {
    const change = { state, at: 9_000 };
    return { method: "moveSubscription", parameters: ["lane u2", ["attached", "detaching"], change] };
  };
  yield [detach("detaching")];
  yield [detach("detached"), accept("last", 9_000, "u2")];
}

function connection(uid: string, id = `of ${uid}`): Operation {
  return {
    method: "putConnection",
    parameters: [{ app: "chat", id, uid, secret: "sealed", createdAt: 0, updatedAt: 0 }],
  };
}

function subscription(uid: string): Operation {
  const target = { kind: "function", name: "notify" } as const;
  const of = { id: `lane ${uid}`, app: "chat", webhook: "events", connection: `of ${uid}`, lateMatch: uid === "u1" };
  return { method: "createSubscription", parameters: [{ ...of, parameters: "{}", target, createdAt: 0 }] };
}

function attached(uid: string): Operation {
  return { method: "moveSubscription", parameters: [`lane ${uid}`, ["attaching"], { state: "attached", at: 0 }] };
}

/** A request with an item for each of these; `failing` is one that could not be evaluated. */
function accept(name: string, receivedAt: number, ...to: readonly (string | undefined)[]): Operation {
  const items = to.map((uid, index): NewItem => {
    const payload =
      uid === "failing"
        ? ({ kind: "failure", item: "{}", failure } as const)
        : ({ kind: "bundle", bundle: JSON.stringify("x".repeat(300)) } as const);
    return { id: `item ${name} ${index}`, uid, dedupe: `key of ${name} ${index}`, payload };
  });
  const about = { app: "chat", webhook: "events", method: "POST", url: "/hooks/chat/events", headers: {} };
  const body = new Uint8Array(600);
  return {
    method: "accept",
    parameters: [{ ...about, id: `request ${name}`, receivedAt, body, items, dedupeWindow: 1_500 }],
  };
}

function outcome({ id }: Delivery, index: number, at: number): Outcome {
  const about = { delivery: id, at };
  switch (index % 4) {
    case 0:
      return { ...about, kind: "delivered" };
    case 1:
      return { ...about, kind: "skipped" };
    case 2:
      return { ...about, kind: "dead", failure };
    default:
      return { ...about, kind: "retry", due: at + 5, failure };
  }
}

/** Every row of every table. */
export function dump(db: DatabaseSync): Readonly<Record<string, readonly unknown[]>> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return Object.fromEntries(
    tables.map(({ name }) => [String(name), db.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).all()]),
  );
}
