import type { DatabaseSync } from "node:sqlite";
import type { Counts } from "../engine.ts";
import { statement } from "./statement.ts";

/** The counts of a store, kept beside its rows so that nobody has to count them. Saved with the transaction it belongs to. */
export interface Tally {
  add(name: keyof Counts, by: number): void;
  /** The counts as they stand. */
  now(): Counts;
  /** Puts the counts back to what they were. */
  restore(counts: Counts): void;
  /** Writes down what differs from the counts at the transaction's begin. */
  save(since: Counts): void;
}

export function createTally(db: DatabaseSync): Tally {
  const write = statement<[string, number]>(db, "INSERT OR REPLACE INTO tally (name, value) VALUES (?, ?)");
  const rows = statement<[], { name: string; value: number }>(db, "SELECT name, value FROM tally").all();
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  let counts = { ...NOTHING, ...stored };
  return {
    add: (name, by) => {
      counts[name] += by;
    },
    now: () => ({ ...counts }),
    restore: (earlier) => {
      counts = { ...earlier };
    },
    save: (since) => {
      for (const name of NAMES) if (counts[name] !== since[name]) write.run(name, counts[name]);
    },
  };
}

const NOTHING: Counts = {
  requests: 0,
  items: 0,
  unowned: 0,
  pending: 0,
  delivered: 0,
  dead: 0,
  duplicates: 0,
  platform: 0,
};
const NAMES = Object.keys(NOTHING) as readonly (keyof Counts)[];
