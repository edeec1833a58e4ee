import type { DatabaseSync } from "node:sqlite";
import type { KeptDelivery, KeptItem, UnownedReason } from "../engine.ts";
import { type DeliveryFacts, deliveryFacts, deliveryOf } from "./delivery-rows.ts";
import { fromExact } from "./exact.ts";
import { toFailure } from "./rows.ts";
import { statement } from "./statement.ts";

/** What became of the items of a request. */
export function createKeptItems(db: DatabaseSync): (request: string) => readonly KeptItem[] {
  // A dead letter that is no delivery has the id of its item.
  const items = statement<[string], ItemRow>(
    db,
    `SELECT i.id, i.uid, i.reason, x.failure FROM request r JOIN item i ON i.request = r.seq
     LEFT JOIN dead x ON x.id = i.id AND x.delivery IS NULL WHERE r.id = ? ORDER BY i.seq`,
  );
  const deliveries = statement<[string], DeliveryFacts>(
    db,
    `SELECT ${deliveryFacts} FROM request r JOIN item i ON i.request = r.seq JOIN delivery d ON d.item = i.seq
     JOIN subscription s ON s.seq = d.subscription WHERE r.id = ? ORDER BY d.seq`,
  );
  return (request) => {
    const byItem = new Map<string, KeptDelivery[]>();
    for (const row of deliveries.all(request)) {
      const known = byItem.get(row.item);
      if (known === undefined) byItem.set(row.item, [deliveryOf(row)]);
      else known.push(deliveryOf(row));
    }
    return items.all(request).map(({ id, uid, reason, failure }) => ({
      id,
      uid: uid === null ? undefined : fromExact(uid),
      reason: reason ?? undefined,
      failure: toFailure(failure),
      deliveries: byItem.get(id) ?? [],
    }));
  };
}

interface ItemRow {
  readonly id: string;
  readonly uid: string | null;
  readonly reason: UnownedReason | null;
  readonly failure: string | null;
}
