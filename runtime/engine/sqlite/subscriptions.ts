import type { DatabaseSync } from "node:sqlite";
import type {
  Failure,
  LedgerChange,
  LedgerState,
  NewSubscription,
  Subscription,
  SubscriptionPatch,
  Target,
} from "../engine.ts";
import { EngineError } from "../error.ts";
import { createDead } from "./dead.ts";
import { deliveryId } from "./delivery-rows.ts";
import type { Enqueue } from "./enqueue.ts";
import { type SubscriptionRow, subscriptionColumns, toSubscription } from "./rows.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** Subscriptions and their ledger. */
export interface SubscriptionOperations {
  createSubscription(subscription: NewSubscription): Subscription;
  subscription(id: string): Subscription | undefined;
  moveSubscription(id: string, from: readonly LedgerState[], change: LedgerChange): Subscription | undefined;
  patchSubscription(id: string, change: SubscriptionPatch): Subscription | undefined;
  dueSubscriptions(now: number, limit: number): readonly Subscription[];
}

export function createSubscriptions(db: DatabaseSync, tally: Tally, { adopt }: Enqueue): SubscriptionOperations {
  const connection = statement<[string, string], { seq: number }>(
    db,
    "SELECT seq FROM connection WHERE app = ? AND id = ? AND removed_at IS NULL",
  );
  const insert = statement<[string, number, string, number, string, string, number, number, number]>(
    db,
    `INSERT INTO subscription (id, connection, webhook, state, late_match, parameters, target, created_at, updated_at, due)
     VALUES (?, ?, ?, 'attaching', ?, ?, ?, ?, ?, ?)`,
  );
  const select = statement<[string], SubscriptionRow>(
    db,
    `SELECT ${subscriptionColumns} FROM subscription s JOIN connection c ON c.seq = s.connection WHERE s.id = ?`,
  );
  const move = statement<
    [LedgerState, string | null, number | null, string | null, number, string, string],
    { seq: number; connection: number }
  >(
    db,
    `UPDATE subscription SET state = ?, failure = ?, due = ?, progress = ?, updated_at = ?
     WHERE id = ? AND state IN (SELECT value FROM json_each(?)) RETURNING seq, connection`,
  );
  const hold = statement<[string | null, string | null, number | null, number | null, string | null, number]>(
    db,
    `UPDATE subscription SET data = ?, hook = ?, expires = ?, renew_at = ?, parameters = coalesce(?, parameters), untold = 0
     WHERE seq = ?`,
  );
  const patch = statement<[string, string, string | null, number | null, number, string]>(
    db,
    "UPDATE subscription SET parameters = ?, target = ?, disabled = ?, failing_since = ?, untold = ? WHERE id = ?",
  );
  const due = statement<[number, number], SubscriptionRow>(
    db,
    `SELECT ${subscriptionColumns} FROM subscription s JOIN connection c ON c.seq = s.connection
     WHERE s.due <= ? ORDER BY s.due LIMIT ?`,
  );
  const hurry = statement<[string]>(
    db,
    `UPDATE delivery SET due = 0 WHERE state = 'pending' AND due > 0
     AND subscription = (SELECT seq FROM subscription WHERE id = ?)`,
  );
  const endLane = createEndLane(db, tally);

  const subscription = (id: string): Subscription | undefined => {
    const row = select.get(id);
    return row && toSubscription(row);
  };
  return {
    subscription,
    createSubscription: (made) => {
      const owner = connection.get(made.app, made.connection);
      if (owner === undefined) throw unknownConnection(made);
      const { id, webhook, lateMatch, parameters, createdAt } = made;
      const target = JSON.stringify(made.target);
      insert.run(id, owner.seq, webhook, lateMatch ? 1 : 0, parameters, target, createdAt, createdAt, createdAt);
      adopt(owner.seq, createdAt);
      const row = select.get(id);
      if (row === undefined) throw new Error(`The subscription ${id} was not stored.`);
      return toSubscription(row);
    },
    moveSubscription: (id, from, { state, held, failure, due = null, progress, at }) => {
      const moved = move.get(state, textOf(failure), due, textOf(progress), at, id, JSON.stringify(from));
      if (moved === undefined) return undefined;
      if (held !== undefined) {
        const { data = null, hook = null, expires = null, renewAt = null, parameters = null } = held;
        hold.run(data, hook, expires, renewAt, parameters, moved.seq);
      }
      if (state === "detached") endLane(moved.seq, at);
      else adopt(moved.connection, at);
      return subscription(id);
    },
    patchSubscription: (id, change) => {
      const now = subscription(id);
      if (now === undefined || (change.was !== undefined && !isSame(change.was, now.target))) return undefined;
      const { parameters = now.parameters, target = now.target, disabled = now.disabled ?? false } = change;
      const since = change.disabled === false ? null : (now.failingSince ?? null);
      const untold = (change.untold ?? now.untold) ? 1 : 0;
      patch.run(parameters, JSON.stringify(target), disabled === false ? null : disabled, since, untold, id);
      if (change.disabled === false) hurry.run(id);
      return subscription(id);
    },
    dueSubscriptions: (now, limit) => due.all(now, limit).map(toSubscription),
  };
}

/** Both were read from the same column, so their keys have one order. */
function isSame(one: Target, other: Target): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function textOf(record: object | undefined): string | null {
  return record === undefined ? null : JSON.stringify(record);
}

const DETACHED: Failure = {
  code: "subscription-detached",
  message: "The subscription was removed before this was delivered.",
};

function unknownConnection({ app, connection }: NewSubscription): EngineError {
  return new EngineError(
    "unknown-connection",
    `The app ${app} has no connection ${connection}. Create it before the subscription.`,
  );
}

/** Nobody waits for what is left in the lane of a subscription that ended, but nothing goes without a trace. */
function createEndLane(db: DatabaseSync, tally: Tally): (subscription: number, at: number) => void {
  const waiting = statement<[number], { seq: number; item: number; tries: string | null; id: string }>(
    db,
    `SELECT d.seq, d.item, d.tries, i.id FROM delivery d JOIN item i ON i.seq = d.item
     WHERE d.subscription = ? AND d.state = 'pending' ORDER BY d.item`,
  );
  const dead = createDead(db, tally);
  return (subscription, at) => {
    for (const { id, ...lost } of waiting.all(subscription))
      dead.delivery({ ...lost, id: deliveryId(id, lost.seq), attempts: 0, bundle: null, failure: DETACHED, at });
  };
}
