import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState, Outcome, Try } from "../engine.ts";
import { createDead } from "./dead.ts";
import { deliverySeq, toTries } from "./delivery-rows.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** Writes down how attempts ended. */
export function createSettle(db: DatabaseSync, tally: Tally): (outcomes: readonly Outcome[]) => void {
  const waiting = statement<[number, string], Waiting>(
    db,
    `SELECT d.seq, d.item, d.subscription, d.tries FROM delivery d JOIN item i ON i.seq = d.item
     WHERE d.seq = ? AND i.id || '-' || d.seq = ? AND d.state = 'pending'`,
  );
  const end = statement<[DeliveryState, number, string | null, number, string | null, number]>(
    db,
    `UPDATE delivery SET state = ?, attempts = attempts + ?, failure = NULL, bundle = coalesce(?, bundle), ended_at = ?,
       tries = ? WHERE seq = ?`,
  );
  const retry = statement<[number, string, string | null, string | null, number]>(
    db,
    `UPDATE delivery SET attempts = attempts + 1, due = ?, failure = ?, bundle = coalesce(?, bundle), tries = ?
     WHERE seq = ?`,
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
    const tries = triesAfter(row.tries, outcome.tried);
    switch (outcome.kind) {
      case "delivered":
        end.run("delivered", 1, bundle, at, tries, seq);
        well.run(subscription);
        tally.add("pending", -1);
        tally.add("delivered", 1);
        break;
      case "skipped":
        end.run("skipped", 0, bundle, at, tries, seq);
        tally.add("pending", -1);
        break;
      case "retry":
        retry.run(outcome.due, JSON.stringify(outcome.failure), bundle, tries, seq);
        failing.run(at, subscription);
        break;
      case "dead":
        dead.delivery({ seq, item, id, attempts: 1, bundle, tries, failure: outcome.failure, at });
        failing.run(at, subscription);
        break;
      case "failed":
        dead.delivery({ seq, item, id, attempts: 0, bundle, tries, failure: outcome.failure, at });
    }
  };
  return (outcomes) => outcomes.forEach(settleOne);
}

interface Waiting {
  readonly seq: number;
  readonly item: number;
  readonly subscription: number;
  readonly tries: string | null;
}

/** Of one delivery: more than the default schedule has attempts. */
const MOST_TRIES = 10;

function triesAfter(text: string | null, tried: Try | undefined): string | null {
  return tried === undefined ? text : JSON.stringify([...toTries(text), tried].slice(-MOST_TRIES));
}
