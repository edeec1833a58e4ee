import type { DatabaseSync } from "node:sqlite";
import type { Failure } from "../engine.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** A delivery that is given up. `attempts` and `bundle` are what the last attempt adds to it, `tries` is all of them. */
export interface LostDelivery {
  readonly seq: number;
  readonly item: number;
  readonly id: string;
  readonly attempts: number;
  readonly bundle: string | null;
  readonly tries: string | null;
  readonly failure: Failure;
  readonly at: number;
}

/** Makes dead letters. */
export interface Dead {
  item(seq: number, id: string, failure: Failure, at: number): void;
  delivery(lost: LostDelivery): void;
}

export function createDead(db: DatabaseSync, tally: Tally): Dead {
  const insert = statement<[string, number, number | null, string, number]>(
    db,
    "INSERT INTO dead (id, item, delivery, failure, at) VALUES (?, ?, ?, ?, ?)",
  );
  const end = statement<[number, string | null, number, string, string | null, number]>(
    db,
    `UPDATE delivery SET state = 'dead', attempts = attempts + ?, bundle = coalesce(?, bundle), ended_at = ?, failure = ?,
       tries = ? WHERE seq = ?`,
  );
  return {
    item: (seq, id, failure, at) => {
      insert.run(id, seq, null, JSON.stringify(failure), at);
      tally.add("dead", 1);
    },
    delivery: ({ seq, item, id, attempts, bundle, tries, failure, at }) => {
      const text = JSON.stringify(failure);
      end.run(attempts, bundle, at, text, tries, seq);
      insert.run(id, item, seq, text, at);
      tally.add("pending", -1);
      tally.add("dead", 1);
    },
  };
}
