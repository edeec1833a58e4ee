import type { DatabaseSync } from "node:sqlite";
import type { StoredRequest, Subscription } from "../engine.ts";
import { EngineError } from "../error.ts";
import { openUnchanged, versionOf } from "./database.ts";
import { exact } from "./exact.ts";
import { asEngineError } from "./failure.ts";
import { ownerStates } from "./owners.ts";
import {
  type RequestRow,
  requestColumns,
  type SubscriptionRow,
  subscriptionColumns,
  toRequest,
  toSubscription,
} from "./rows.ts";
import { schemaVersion } from "./schema.ts";
import { statement } from "./statement.ts";

/** What a store has recorded, for somebody who only reads. */
export interface RecordedStore {
  /** All requests in the order in which they came, one in memory at a time. */
  requests(): Iterable<StoredRequest>;
  /** The subscriptions that would get an item with this uid now. */
  owners(app: string, webhook: string, uid: string): readonly Subscription[];
  close(): void;
}

/** Opens the store in `file`, which nobody else may have open, and changes nothing. Throws an `EngineError` if it cannot be read. */
export function openRecorded(file: string): RecordedStore {
  try {
    const db = openUnchanged(file);
    if (versionOf(db) === schemaVersion) return reading(db);
    db.close();
    const message = `The store ${file} was made by an earlier version of imlc. Serve it once with this one, which brings it up to date.`;
    throw new EngineError("store-version", message);
  } catch (error) {
    throw asEngineError(error, file);
  }
}

function reading(db: DatabaseSync): RecordedStore {
  const next = statement<[number], RequestRow>(
    db,
    `SELECT ${requestColumns} FROM request WHERE seq > ? ORDER BY seq LIMIT 1`,
  );
  const owners = statement<[string, string, string], SubscriptionRow>(
    db,
    `SELECT ${subscriptionColumns} FROM connection c JOIN subscription s ON s.connection = c.seq
     WHERE c.app = ? AND c.uid = ? AND s.webhook = ? AND s.state IN ${ownerStates}`,
  );
  return {
    *requests() {
      for (let row = next.get(0); row !== undefined; row = next.get(row.seq)) yield toRequest(row);
    },
    owners: (app, webhook, uid) => owners.all(app, exact(uid), webhook).map(toSubscription),
    close: () => db.close(),
  };
}
