import { closeSync, openSync, rmSync } from "node:fs";
import { backup, type DatabaseSync } from "node:sqlite";
import { EngineError } from "../error.ts";

/**
 * Copies an open database to a new file, which only its owner can read, and syncs it. Goes in small steps, between which
 * others write; what they write before its end is in the copy. Rejects if the file is there; leaves none if it fails.
 */
export async function copyDatabase(db: DatabaseSync, to: string): Promise<void> {
  createNew(to);
  try {
    await backup(db, to, { rate: PAGES_PER_STEP });
  } catch (error) {
    rmSync(to);
    throw error;
  }
}

/** As a file of its own from the first moment, so that two copies never go to one. */
function createNew(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new EngineError("file-exists", `There is already something at ${file}. Name a file that is not there.`);
  }
}

/** One megabyte, for as long as which a commit may have to wait. */
const PAGES_PER_STEP = 256;
