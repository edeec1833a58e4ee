import type { DatabaseSync } from "node:sqlite";
import type { Retention, UnownedReason } from "../engine.ts";
import { statement } from "./statement.ts";
import type { Tally } from "./tally.ts";

/**
 * Drops a part of what its retention has passed; answers how many rows went, 0 when nothing is left to drop. In parts,
 * because nothing can be accepted meanwhile.
 */
export function createSweep(db: DatabaseSync, tally: Tally): (now: number, retention: Retention) => number {
  const keys = statement<[number, number]>(
    db,
    `DELETE FROM dedupe WHERE (app, webhook, key) IN
       (SELECT app, webhook, key FROM dedupe WHERE expires <= ? ORDER BY expires LIMIT ?)`,
  );
  const authorizations = statement<[number, number]>(
    db,
    `DELETE FROM authorization WHERE key IN (
       SELECT key FROM authorization WHERE expires <= ? ORDER BY expires LIMIT ?)`,
  );
  const ended = statement<[number, number], Held>(
    db,
    `DELETE FROM delivery WHERE seq IN (
       SELECT seq FROM delivery WHERE state IN ('delivered', 'skipped') AND ended_at < ? ORDER BY ended_at LIMIT ?
     ) RETURNING item`,
  );
  const dead = statement<[number, number], Held & { readonly delivery: number | null }>(
    db,
    `DELETE FROM dead WHERE seq IN (SELECT seq FROM dead WHERE at < ? ORDER BY at LIMIT ?) RETURNING item, delivery`,
  );
  const delivery = statement<[number]>(db, "DELETE FROM delivery WHERE seq = ?");
  const unowned = statement<[number, number], Held & { readonly reason: UnownedReason }>(
    db,
    "SELECT seq AS item, reason FROM item WHERE reason IS NOT NULL AND at < ? ORDER BY at LIMIT ?",
  );
  const requests = statement<[number, number]>(
    db,
    `DELETE FROM request WHERE seq IN (
       SELECT seq FROM request WHERE holders = 0 AND received_at < ? ORDER BY received_at LIMIT ?)`,
  );
  const release = createRelease(db);

  return (now, retention) => {
    const done = ended.all(now - retention.delivered, PART);
    const lost = dead.all(now - retention.dead, PART);
    const kept = unowned.all(now - retention.unowned, PART);
    for (const { delivery: seq } of lost) if (seq !== null) delivery.run(seq);
    tally.add("dead", -lost.length);
    tally.add("unowned", -kept.filter(({ reason }) => reason !== "platform").length);
    const items = release.items([...done, ...lost]) + release.unheld(kept);
    const changes = Number(keys.run(now, PART).changes) + Number(authorizations.run(now, PART).changes);
    const gone = requests.run(now - retention.requests, PART).changes;
    return done.length + lost.length + items + changes + Number(gone);
  };
}

/** Rows of one table that one part drops at most: some milliseconds of work. */
const PART = 500;

interface Held {
  readonly item: number;
}

/** Lets go of items, and of what they held in turn. Both answer how many items went. */
function createRelease(db: DatabaseSync): {
  items(held: readonly Held[]): number;
  unheld(items: readonly Held[]): number;
} {
  const letGo = statement<[number], { holders: number }>(
    db,
    "UPDATE item SET holders = holders - 1 WHERE seq = ? RETURNING holders",
  );
  const drop = statement<[number], { request: number }>(db, "DELETE FROM item WHERE seq = ? RETURNING request");
  const letRequestGo = statement<[number]>(db, "UPDATE request SET holders = holders - 1 WHERE seq = ?");

  const unheld = (items: readonly Held[]): number => {
    for (const { item } of items) {
      const row = drop.get(item);
      if (row !== undefined) letRequestGo.run(row.request);
    }
    return items.length;
  };
  return {
    unheld,
    items: (held) => unheld(held.filter(({ item }) => letGo.get(item)?.holders === 0)),
  };
}
