import type { DatabaseSync } from "node:sqlite";
import type { NewItem, NewRequest } from "../engine.ts";
import { exact } from "./exact.ts";
import { statement } from "./statement.ts";

/** Whether an item's key was taken before, within the window. Claims the key if it was not, unless the item failed. */
export function createDedupe(db: DatabaseSync): (request: NewRequest, item: NewItem) => boolean {
  const claim = statement<[string, string, string, number, number]>(
    db,
    `INSERT INTO dedupe (app, webhook, key, expires) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET expires = excluded.expires WHERE expires <= ?`,
  );
  const claimed = statement<[string, string, string, number], { expires: number }>(
    db,
    "SELECT expires FROM dedupe WHERE app = ? AND webhook = ? AND key = ? AND expires > ?",
  );
  return ({ app, webhook, receivedAt, dedupeWindow }, { dedupe, payload }) => {
    if (dedupe === undefined) return false;
    const key = exact(dedupe);
    return payload.kind === "failure"
      ? claimed.get(app, webhook, key, receivedAt) !== undefined
      : claim.run(app, webhook, key, receivedAt + dedupeWindow, receivedAt).changes === 0;
  };
}
