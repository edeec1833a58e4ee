import type { DatabaseSync } from "node:sqlite";
import type { Connection, PutConnection } from "../engine.ts";
import type { Enqueue } from "./enqueue.ts";
import { exact } from "./exact.ts";
import { statement } from "./statement.ts";

/** Creates or replaces a connection; the items of its uid that were kept go to those who match late. */
export function createPutConnection(db: DatabaseSync, { adopt }: Enqueue): (connection: Connection) => PutConnection {
  const put = statement<
    [string, string, string | null, string | null, string, string | null, number | null, number, number],
    { seq: number }
  >(
    db,
    `INSERT INTO connection (app, id, connection, uid, secret, metadata, expires, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (app, id) DO UPDATE SET connection = excluded.connection, uid = excluded.uid,
       secret = excluded.secret, metadata = excluded.metadata, expires = excluded.expires,
       updated_at = excluded.updated_at
     RETURNING seq`,
  );
  return (connection) => {
    const uid = connection.uid === undefined ? null : exact(connection.uid);
    const row = put.get(
      connection.app,
      connection.id,
      connection.connection ?? null,
      uid,
      connection.secret,
      connection.metadata ?? null,
      connection.expires ?? null,
      connection.createdAt,
      connection.updatedAt,
    );
    return { lanes: row === undefined ? [] : adopt(row.seq, connection.updatedAt) };
  };
}
