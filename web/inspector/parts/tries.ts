import type { ShownTry } from "../answers.ts";
import { badge } from "./badge.ts";
import { moment } from "./moment.ts";
import { createTable } from "./table.ts";

/** The attempts at a delivery, the last ones, oldest first. */
export function triesTable(tries: readonly ShownTry[]): HTMLElement | string {
  if (tries.length === 0) return "";
  const { table, append } = createTable<ShownTry>("Attempts", [
    { title: "At", cell: ({ at }) => moment(at) },
    { title: "Took", cell: ({ duration }) => `${Math.round(duration)} ms` },
    { title: "Answer", cell: ({ status }) => (status === undefined ? "none" : String(status)) },
    { title: "Outcome", cell: ({ code }) => (code === undefined ? badge("taken", "green") : badge(code, "red")) },
  ]);
  append(tries);
  return table;
}
