import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EngineError } from "../error.ts";
import { applicationId, schema, schemaVersion } from "./schema.ts";

/**
 * Opens the database in `file` for this process alone, and creates it if there is none. Every commit is synced to the
 * disk before it returns; checkpoints are the caller's.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ":memory:") createPrivate(file);
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    // Exclusive before the first access: the lock is then kept until the database is closed.
    db.exec("PRAGMA locking_mode = EXCLUSIVE");
    refuseForeign(db, file);
    db.exec(SETTINGS);
    if (pragma(db, "user_version") === 0) create(db);
    db.exec("BEGIN IMMEDIATE; COMMIT");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 0;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -32768;
  PRAGMA temp_store = MEMORY;
`;

/** Payloads are nobody else's to read; SQLite gives its side files the mode of the main file. */
function createPrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Never open a file that exists: to close it again would drop the locks that this process holds on it.
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

function refuseForeign(db: DatabaseSync, file: string): void {
  const id = pragma(db, "application_id");
  const version = pragma(db, "user_version");
  if (id !== applicationId && !isEmpty(db))
    throw new EngineError("store-version", `${file} is a database of another program. Name another file.`);
  if (version > schemaVersion)
    throw new EngineError(
      "store-version",
      `The store ${file} was made by a newer version of imlc (schema ${version}, this one knows ${schemaVersion}). Use that version, or another file.`,
    );
}

function isEmpty(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}

function create(db: DatabaseSync): void {
  db.exec(
    `BEGIN IMMEDIATE; ${schema} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
  );
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
