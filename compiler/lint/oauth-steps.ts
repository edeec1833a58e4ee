import type { ObjectField, Program } from "../program.ts";

/** The requests of one step of an OAuth connection. */
export function stepsOf({ kind, sections }: Program, step: string): readonly ObjectField[] {
  if (kind !== "connection") return [];
  return sections.filter(({ path }) => path[0] === step).map(({ field }) => field);
}
