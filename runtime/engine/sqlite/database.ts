import { accessSync, closeSync, constants, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EngineError } from "../error.ts";
import { checkOwners } from "./check.ts";
import { applicationId, migrations, schemaVersion } from "./schema.ts";

/**
 * Opens the database in `file` for this process alone, creates it if there is none, and brings its tables to the version
 * of this program. Every commit is synced to the disk before it returns; checkpoints are the caller's.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ":memory:") createPrivate(file);
  return opened(file, (db) => {
    db.exec(SETTINGS);
    migrate(db);
    checkOwners(db, file);
    db.exec("BEGIN IMMEDIATE; COMMIT");
  });
}

/** Opens the database in `file`, which must be there, for this process alone, and leaves its tables as they are. */
export function openUnchanged(file: string): DatabaseSync {
  return opened(file, (db) => db.exec("BEGIN IMMEDIATE; ROLLBACK"));
}

/** The version of the tables of a store: that of this program, or an earlier one. */
export function versionOf(db: DatabaseSync): number {
  return pragma(db, "user_version");
}

function opened(file: string, prepare: (db: DatabaseSync) => void): DatabaseSync {
  // SQLite would only say that the disk has failed.
  if (file !== ":memory:") for (const path of [file, dirname(file)]) accessSync(path, constants.R_OK | constants.W_OK);
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    // Exclusive before the first access: the lock is then kept until the database is closed.
    db.exec("PRAGMA locking_mode = EXCLUSIVE");
    refuseForeign(db, file);
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** `auto_vacuum` comes first: it can be chosen only while there is nothing in the file. */
const SETTINGS = `
  PRAGMA auto_vacuum = INCREMENTAL;
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
  const version = versionOf(db);
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

/** Brings the tables to the version of this program: all the way, or not at all. */
function migrate(db: DatabaseSync): void {
  const missing = migrations.slice(versionOf(db));
  if (missing.length > 0) {
    db.exec(
      `BEGIN IMMEDIATE; ${missing.join("")} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
    );
  }
  // Stores of version 1 were not made to give pages back; writing them anew once is what makes them so.
  if (pragma(db, "auto_vacuum") !== INCREMENTAL) db.exec("VACUUM");
}

const INCREMENTAL = 2;

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
