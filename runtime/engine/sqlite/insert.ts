import type { DatabaseSync } from "node:sqlite";
import type { NewItem, NewRequest, UnownedReason } from "../engine.ts";
import { exact } from "./exact.ts";
import { statement } from "./statement.ts";

/** The rows of an arrival. Each answers the `seq` of the row it made. */
export interface Inserts {
  request(request: NewRequest, holders: number): number;
  item(
    requestSeq: number,
    request: NewRequest,
    item: NewItem,
    how: { readonly holders: number; readonly reason?: UnownedReason },
  ): number;
}

export function createInserts(db: DatabaseSync): Inserts {
  const request = statement<
    [string, string, string, number, number, number, string, string, string, string | null, Uint8Array]
  >(
    db,
    `INSERT INTO request (id, app, webhook, received_at, holders, items, method, url, headers, failure, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const item = statement<
    [string, number, string, string, string | null, string | null, number, number, string, string]
  >(
    db,
    `INSERT INTO item (id, request, app, webhook, uid, reason, at, holders, kind, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    request: (r, holders) => {
      const failure = r.failure === undefined ? null : JSON.stringify(r.failure);
      const headers = JSON.stringify(r.headers);
      const { lastInsertRowid } = request.run(
        r.id,
        r.app,
        r.webhook,
        r.receivedAt,
        holders,
        r.items.length,
        r.method,
        r.url,
        headers,
        failure,
        r.body,
      );
      return Number(lastInsertRowid);
    },
    item: (requestSeq, { app, webhook, receivedAt }, { id, uid, payload }, { holders, reason = null }) => {
      const uidText = uid === undefined ? null : exact(uid);
      const text = payloadText(payload);
      const { lastInsertRowid } = item.run(
        id,
        requestSeq,
        app,
        webhook,
        uidText,
        reason,
        receivedAt,
        holders,
        payload.kind,
        text,
      );
      return Number(lastInsertRowid);
    },
  };
}

function payloadText(payload: NewItem["payload"]): string {
  switch (payload.kind) {
    case "bundle":
      return payload.bundle;
    case "scope":
      return payload.scope;
    case "failure":
      return payload.item;
  }
}
