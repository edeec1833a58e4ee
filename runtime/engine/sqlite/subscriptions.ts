import type { DatabaseSync } from "node:sqlite";
import type {
  Failure,
  LedgerChange,
  LedgerState,
  NewSubscription,
  Subscription,
  SubscriptionPatch,
} from "../engine.ts";
import { EngineError } from "../error.ts";
import { createDead } from "./dead.ts";
import type { Enqueue } from "./enqueue.ts";
import { deliveryId, type SubscriptionRow, subscriptionColumns, toSubscription } from "./rows.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** Subscriptions and their ledger. */
export interface SubscriptionOperations {
  createSubscription(subscription: NewSubscription): Subscription;
  subscription(id: string): Subscription | undefined;
  moveSubscription(id: string, from: readonly LedgerState[], change: LedgerChange): Subscription | undefined;
  patchSubscription(id: string, change: SubscriptionPatch): Subscription | undefined;
}

export function createSubscriptions(db: DatabaseSync, tally: Tally, { adopt }: Enqueue): SubscriptionOperations {
  const connection = statement<[string, string], { seq: number }>(
    db,
    "SELECT seq FROM connection WHERE app = ? AND id = ?",
  );
  const insert = statement<[string, number, string, number, string, string, number, number]>(
    db,
    `INSERT INTO subscription (id, connection, webhook, state, late_match, parameters, target, created_at, updated_at)
     VALUES (?, ?, ?, 'attaching', ?, ?, ?, ?, ?)`,
  );
  const select = statement<[string], SubscriptionRow>(
    db,
    `SELECT ${subscriptionColumns} FROM subscription s JOIN connection c ON c.seq = s.connection WHERE s.id = ?`,
  );
  const move = statement<
    [LedgerState, string | null, string | null, number, string, string],
    { seq: number; connection: number }
  >(
    db,
    `UPDATE subscription SET state = ?, data = coalesce(?, data), failure = ?, updated_at = ?
     WHERE id = ? AND state IN (SELECT value FROM json_each(?)) RETURNING seq, connection`,
  );
  const patch = statement<[string, string, string | null, number | null, string]>(
    db,
    "UPDATE subscription SET parameters = ?, target = ?, disabled = ?, failing_since = ? WHERE id = ?",
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
      insert.run(id, owner.seq, webhook, lateMatch ? 1 : 0, parameters, target, createdAt, createdAt);
      adopt(owner.seq, createdAt);
      const row = select.get(id);
      if (row === undefined) throw new Error(`The subscription ${id} was not stored.`);
      return toSubscription(row);
    },
    moveSubscription: (id, from, { state, data = null, failure, at }) => {
      const failureText = failure === undefined ? null : JSON.stringify(failure);
      const moved = move.get(state, data, failureText, at, id, JSON.stringify(from));
      if (moved === undefined) return undefined;
      if (state === "detached") endLane(moved.seq, at);
      else adopt(moved.connection, at);
      return subscription(id);
    },
    patchSubscription: (id, change) => {
      const now = subscription(id);
      if (now === undefined) return undefined;
      const { parameters = now.parameters, target = now.target, disabled = now.disabled ?? false } = change;
      const since = change.disabled === false ? null : (now.failingSince ?? null);
      patch.run(parameters, JSON.stringify(target), disabled === false ? null : disabled, since, id);
      if (change.disabled === false) hurry.run(id);
      return subscription(id);
    },
  };
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
  const waiting = statement<[number], { seq: number; item: number; id: string }>(
    db,
    `SELECT d.seq, d.item, i.id FROM delivery d JOIN item i ON i.seq = d.item
     WHERE d.subscription = ? AND d.state = 'pending' ORDER BY d.item`,
  );
  const dead = createDead(db, tally);
  return (subscription, at) => {
    for (const { seq, item, id } of waiting.all(subscription))
      dead.delivery({ seq, item, id: deliveryId(id, seq), attempts: 0, bundle: null, failure: DETACHED, at });
  };
}
