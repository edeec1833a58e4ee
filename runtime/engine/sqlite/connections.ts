import type { DatabaseSync } from "node:sqlite";
import type { Enqueue } from "./enqueue.ts";
import { exact } from "./exact.ts";
import { statement } from "./statement.ts";
import type { Store } from "./store.ts";

type Connections = Pick<Store, "putConnection" | "removeConnection">;

/** Connections come and go; the items of their uid that were kept go to those who match late. */
export function createConnections(db: DatabaseSync, { adopt }: Enqueue): Connections {
  const put = statement<
    [string, string, string | null, string | null, string, string | null, number | null, string | null, number, number],
    { seq: number }
  >(
    db,
    `INSERT INTO connection (app, id, connection, uid, secret, metadata, expires, refresh_failure, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (app, id) DO UPDATE SET connection = excluded.connection, uid = excluded.uid,
       secret = excluded.secret, metadata = excluded.metadata, expires = excluded.expires,
       refresh_failure = excluded.refresh_failure,
       created_at = iif(removed_at IS NULL, created_at, excluded.created_at),
       updated_at = excluded.updated_at, removed_at = NULL
     RETURNING seq`,
  );
  const present = statement<[string, string], { seq: number; held: number; used: number }>(
    db,
    `SELECT seq, EXISTS (SELECT 1 FROM subscription s WHERE s.connection = c.seq) AS held,
       EXISTS (SELECT 1 FROM subscription s WHERE s.connection = c.seq AND s.state <> 'detached') AS used
     FROM connection c WHERE app = ? AND id = ? AND removed_at IS NULL`,
  );
  const drop = statement<[number]>(db, "DELETE FROM connection WHERE seq = ?");
  // A number that subscriptions still name must not be given to another connection.
  const empty = statement<[number]>(
    db,
    `UPDATE connection SET uid = NULL, secret = '', metadata = NULL, expires = NULL, refresh_failure = NULL, removed_at = updated_at
     WHERE seq = ?`,
  );
  return {
    putConnection: (connection) => {
      const uid = connection.uid === undefined ? null : exact(connection.uid);
      const row = put.get(
        connection.app,
        connection.id,
        connection.connection ?? null,
        uid,
        connection.secret,
        connection.metadata ?? null,
        connection.expires ?? null,
        connection.refreshFailure === undefined ? null : JSON.stringify(connection.refreshFailure),
        connection.createdAt,
        connection.updatedAt,
      );
      return { lanes: row === undefined ? [] : adopt(row.seq, connection.updatedAt) };
    },
    removeConnection: (app, id) => {
      const row = present.get(app, id);
      if (row === undefined) return "absent";
      if (row.used === 1) return "in-use";
      (row.held === 1 ? empty : drop).run(row.seq);
      return "removed";
    },
  };
}
