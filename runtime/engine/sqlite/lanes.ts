import type { DatabaseSync } from "node:sqlite";
import type { DeadFilter, Delivery, Lane, Redriven } from "../engine.ts";
import { type DeliveryRow, deliveryColumns, deliverySeq, toDelivery } from "./delivery-rows.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/** The lanes: what waits in which, and what is put back. */
export interface LaneOperations {
  lanes(): readonly Lane[];
  heads(subscription: string, limit: number): readonly Delivery[];
  redrive(id: string): string | undefined;
  redriveDead(filter: DeadFilter, limit: number): Redriven;
}

export function createLanes(db: DatabaseSync, tally: Tally): LaneOperations {
  const lanes = statement<[], Lane>(
    db,
    `SELECT id AS subscription, due FROM (
       SELECT s.id, (
         SELECT d.due FROM delivery d WHERE d.subscription = s.seq AND d.state = 'pending' ORDER BY d.item LIMIT 1
       ) AS due FROM subscription s WHERE s.state = 'attached' AND s.disabled IS NULL
     ) WHERE due IS NOT NULL`,
  );
  const heads = statement<[string, number], DeliveryRow>(
    db,
    `SELECT ${deliveryColumns} FROM subscription s
     JOIN delivery d ON d.subscription = s.seq AND d.state = 'pending'
     JOIN item i ON i.seq = d.item JOIN request r ON r.seq = i.request
     WHERE s.id = ? ORDER BY d.item LIMIT ?`,
  );
  const lost = statement<[string, number], Lost>(
    db,
    `SELECT x.id, d.seq, s.id AS subscription FROM dead x JOIN delivery d ON d.seq = x.delivery
     JOIN subscription s ON s.seq = d.subscription
     WHERE x.id = ? AND d.seq = ? AND s.state <> 'detached'`,
  );
  const oldest = statement<[string | null, string | null, string | null, number], Lost>(
    db,
    `SELECT x.id, d.seq, s.id AS subscription FROM dead x INDEXED BY dead_item JOIN delivery d ON d.seq = x.delivery
     JOIN subscription s ON s.seq = d.subscription JOIN connection c ON c.seq = s.connection
     WHERE x.delivery IS NOT NULL AND s.state <> 'detached' AND (?1 IS NULL OR s.id = ?1)
       AND (?2 IS NULL OR c.app = ?2) AND (?3 IS NULL OR s.webhook = ?3)
     ORDER BY x.item LIMIT ?4`,
  );
  const forget = statement<[string]>(db, "DELETE FROM dead WHERE id = ?");
  const revive = statement<[number]>(
    db,
    "UPDATE delivery SET state = 'pending', attempts = 0, due = 0, ended_at = NULL, failure = NULL WHERE seq = ?",
  );
  const putBack = ({ id, seq }: Lost): void => {
    forget.run(id);
    revive.run(seq);
    tally.add("dead", -1);
    tally.add("pending", 1);
  };
  return {
    lanes: () => lanes.all(),
    heads: (subscription, limit) => heads.all(subscription, limit).map(toDelivery),
    redrive: (id) => {
      const row = lost.get(id, deliverySeq(id) ?? 0);
      if (row !== undefined) putBack(row);
      return row?.subscription;
    },
    redriveDead: ({ subscription = null, app = null, webhook = null }, limit) => {
      const rows = oldest.all(subscription, app, webhook, limit);
      rows.forEach(putBack);
      return { deliveries: rows.length, lanes: [...new Set(rows.map((row) => row.subscription))] };
    },
  };
}

/** A dead delivery: the id of its dead letter, its number, and its subscription's id. */
interface Lost {
  readonly id: string;
  readonly seq: number;
  readonly subscription: string;
}
