import type { DatabaseSync } from "node:sqlite";
import { ownerStates } from "./owners.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** How items come into lanes. */
export interface Enqueue {
  /** Puts an item into the lane of a subscription, as never tried. */
  enqueue(item: number, subscription: number, at: number): void;
  /**
   * Puts the kept items of a connection's uid into the lanes of those of its subscriptions that match late. Answers the
   * ids of the subscriptions that got something.
   */
  adopt(connection: number, at: number): readonly string[];
}

export function createEnqueue(db: DatabaseSync, tally: Tally): Enqueue {
  const insert = statement<[number, number, number]>(
    db,
    `INSERT INTO delivery (subscription, item, state, attempts, due, created_at) VALUES (?, ?, 'pending', 0, 0, ?)`,
  );
  const kept = statement<[number], { item: number; seq: number; id: string }>(
    db,
    `SELECT i.seq AS item, s.seq, s.id FROM connection c
     JOIN subscription s ON s.connection = c.seq AND s.late_match = 1 AND s.state IN ${ownerStates}
     JOIN item i ON i.app = c.app AND i.uid = c.uid AND i.webhook = s.webhook AND i.reason IS NOT NULL
     WHERE c.seq = ? ORDER BY i.seq, s.seq`,
  );
  const hold = statement<[number]>(db, "UPDATE item SET reason = NULL, holders = holders + 1 WHERE seq = ?");

  const enqueue = (item: number, subscription: number, at: number): void => {
    insert.run(subscription, item, at);
    tally.add("pending", 1);
  };
  return {
    enqueue,
    adopt: (connection, at) => {
      const pairs = kept.all(connection);
      for (const { item, seq } of pairs) {
        enqueue(item, seq, at);
        hold.run(item);
      }
      tally.add("unowned", -new Set(pairs.map(({ item }) => item)).size);
      return [...new Set(pairs.map(({ id }) => id))];
    },
  };
}
