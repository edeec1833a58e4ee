import type { DatabaseSync } from "node:sqlite";
import { EngineError } from "../error.ts";

/**
 * Throws `store-corrupt` if what says who owns what is damaged. Part of every start: these tables are small, and what is
 * wrong in them would give events to somebody else.
 */
export function checkOwners(db: DatabaseSync, file: string): void {
  check(db, file, "integrity_check(connection)");
  check(db, file, "integrity_check(subscription)");
}

/** Throws `store-corrupt` if anything is damaged that SQLite can know of. Reads the whole file: seconds per gigabyte. */
export function checkWhole(db: DatabaseSync, file: string): void {
  check(db, file, "integrity_check(1)");
}

function check(db: DatabaseSync, file: string, pragma: string): void {
  const found = db.prepare(`PRAGMA ${pragma}`).get()?.integrity_check;
  if (found === "ok") return;
  throw new EngineError(
    "store-corrupt",
    `The store ${file} is damaged (${String(found).trim().split("\n").at(-1)}). Restore it from a copy.`,
  );
}
