import type { DatabaseSync } from "node:sqlite";
import { statement } from "./statement.ts";

/**
 * Gives a part of the pages that hold nothing back to the file system, if they are many; answers how many went. Some stay,
 * for what comes next would only take them again.
 */
export function createShrink(db: DatabaseSync): () => number {
  const free = statement<[], { freelist_count: number }>(db, "PRAGMA freelist_count");
  const all = statement<[], { page_count: number }>(db, "PRAGMA page_count");
  const count = (): number => free.get()?.freelist_count ?? 0;
  return () => {
    const before = count();
    if (before <= Math.max(FEW_PAGES, (all.get()?.page_count ?? 0) * FREE_SHARE)) return 0;
    // One by one for each page that goes: `exec` steps to the end.
    db.exec(`PRAGMA incremental_vacuum(${PART})`);
    return before - count();
  };
}

const FEW_PAGES = 1_000;
const FREE_SHARE = 0.25;

/** Of 4 KB: some milliseconds of work. */
const PART = 500;
