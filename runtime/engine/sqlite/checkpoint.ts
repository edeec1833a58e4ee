import type { DatabaseSync } from "node:sqlite";

/**
 * Moves committed pages from the log to the database file, when there are enough of them. Called between batches, so
 * that no commit has it inside; what it costs is two syncs and the pages written. Never fails: see below.
 */
export function createCheckpoint(db: DatabaseSync): () => void {
  // `NOOP` only tells how long the log is. A SQLite older than 3.51 takes it for `PASSIVE`: correct, but more often.
  const look = db.prepare("PRAGMA wal_checkpoint(NOOP)");
  const move = db.prepare("PRAGMA wal_checkpoint(PASSIVE)");
  return () => {
    try {
      const frames = Number(look.get()?.log);
      if (frames >= ENOUGH_FRAMES) move.get();
    } catch {
      // No room, most likely. Nothing is lost: the log holds it all, and is moved when there is room again.
    }
  };
}

/** Of 4 KB: long enough that pages written again and again move once, short enough to be moved in some milliseconds. */
const ENOUGH_FRAMES = 4_000;
