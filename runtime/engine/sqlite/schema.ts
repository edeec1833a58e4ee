import { version1 } from "./schema/version-1.ts";
import { version2 } from "./schema/version-2.ts";
import { version3 } from "./schema/version-3.ts";

/** Marks a database file as ours: the letters `imlc`. */
export const applicationId = 0x696d6c63;

/**
 * The SQL that makes each version of the tables of the one before, the first of nothing. One that was published is never
 * changed: stores made with it are in use.
 */
export const migrations: readonly string[] = [version1, version2, version3];

/** The version of the tables that this program reads and writes. */
export const schemaVersion = migrations.length;
