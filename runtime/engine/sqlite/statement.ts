import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** A prepared statement that knows the types of its parameters and rows. */
export interface Statement<P extends readonly SQLInputValue[], R> {
  get(...parameters: P): R | undefined;
  all(...parameters: P): readonly R[];
  run(...parameters: P): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
}

/** Prepares `sql`, whose placeholders take `P` in order and whose rows are `R`. */
export function statement<P extends readonly SQLInputValue[], R = never>(
  db: DatabaseSync,
  sql: string,
): Statement<P, R> {
  // The library types every row as a record of any column value; what a statement selects only its text says.
  return db.prepare(sql) as unknown as Statement<P, R>;
}
