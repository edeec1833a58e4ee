import type { DatabaseSync } from "node:sqlite";
import type { SealedText } from "../engine.ts";
import { statement } from "./statement.ts";
import type { Store } from "./store.ts";

/** The columns in which sealed values stand, alone or in JSON. */
const COLUMNS = [
  ["connection", "secret"],
  ["subscription", "parameters"],
  ["subscription", "data"],
  ["subscription", "target"],
  ["subscription", "progress"],
  ["request", "headers"],
] as const;

/** Walks through all texts that may hold sealed values, and replaces them. */
export function createSealed(db: DatabaseSync): Pick<Store, "sealed" | "reseal"> {
  const columns = COLUMNS.map(([table, column]) => ({
    name: `${table}.${column}`,
    list: statement<[number, number], { seq: number; text: string }>(
      db,
      `SELECT seq, ${column} AS text FROM ${table} WHERE seq > ? AND ${column} IS NOT NULL ORDER BY seq LIMIT ?`,
    ),
    replace: statement<[string, number, string]>(
      db,
      `UPDATE ${table} SET ${column} = ? WHERE seq = ? AND ${column} = ?`,
    ),
  }));
  return {
    sealed: ({ limit, after = "" }) => {
      const from = placeOf(after);
      const first = Math.max(
        0,
        columns.findIndex(({ name }) => name === from.name),
      );
      const found: SealedText[] = [];
      for (const { name, list } of columns.slice(first)) {
        const rows = list.all(name === from.name ? from.seq : 0, limit - found.length);
        found.push(...rows.map(({ seq, text }) => ({ place: `${name} ${seq}`, text })));
        if (found.length === limit) break;
      }
      return found;
    },
    reseal: (changes) =>
      changes.filter(({ place, text, instead }) => {
        const { name, seq } = placeOf(place);
        const column = columns.find((one) => one.name === name);
        return column !== undefined && Number(column.replace.run(instead, seq, text).changes) === 1;
      }).length,
  };
}

function placeOf(place: string): { readonly name: string; readonly seq: number } {
  const [name = "", seq = "0"] = place.split(" ");
  return { name, seq: Number(seq) };
}
