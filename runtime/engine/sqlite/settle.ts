import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState, Outcome } from "../engine.ts";
import { createDead } from "./dead.ts";
import { deliverySeq } from "./rows.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** Writes down how attempts ended. */
export function createSettle(db: DatabaseSync, tally: Tally): (outcomes: readonly Outcome[]) => void {
  const waiting = statement<[number, string], { seq: number; item: number; subscription: number }>(
    db,
    `SELECT d.seq, d.item, d.subscription FROM delivery d JOIN item i ON i.seq = d.item
     WHERE d.seq = ? AND i.id || '-' || d.seq = ? AND d.state = 'pending'`,
  );
  const end = statement<[DeliveryState, number, string | null, number, number]>(
    db,
    `UPDATE delivery SET state = ?, attempts = attempts + ?, failure = NULL, bundle = coalesce(?, bundle), ended_at = ?
     WHERE seq = ?`,
  );
  const retry = statement<[number, string, string | null, number]>(
    db,
    `UPDATE delivery SET attempts = attempts + 1, due = ?, failure = ?, bundle = coalesce(?, bundle) WHERE seq = ?`,
  );
  const well = statement<[number]>(
    db,
    "UPDATE subscription SET failing_since = NULL WHERE seq = ? AND failing_since IS NOT NULL",
  );
  const failing = statement<[number, number]>(
    db,
    "UPDATE subscription SET failing_since = ? WHERE seq = ? AND failing_since IS NULL",
  );
  const dead = createDead(db, tally);

  const settleOne = (outcome: Outcome): void => {
    const { delivery: id, at, bundle = null } = outcome;
    const row = waiting.get(deliverySeq(id) ?? 0, id);
    if (row === undefined) return;
    const { seq, item, subscription } = row;
    switch (outcome.kind) {
      case "delivered":
        end.run("delivered", 1, bundle, at, seq);
        well.run(subscription);
        tally.add("pending", -1);
        tally.add("delivered", 1);
        break;
      case "skipped":
        end.run("skipped", 0, bundle, at, seq);
        tally.add("pending", -1);
        break;
      case "retry":
        retry.run(outcome.due, JSON.stringify(outcome.failure), bundle, seq);
        failing.run(at, subscription);
        break;
      case "dead":
        dead.delivery({ seq, item, id, attempts: 1, bundle, failure: outcome.failure, at });
        failing.run(at, subscription);
        break;
      case "failed":
        dead.delivery({ seq, item, id, attempts: 0, bundle, failure: outcome.failure, at });
    }
  };
  return (outcomes) => outcomes.forEach(settleOne);
}
