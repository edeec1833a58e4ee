import { entryUnder, valueUnder } from "../fields.ts";
import type { Field, ObjectField, Program, ValueEntry } from "../program.ts";

/** The objects that send a request to the service, with what they inherit. */
export function requestsOf({ kind, sections }: Program): readonly ObjectField[] {
  if (kind === "webhook") return [];
  return sections.map(({ field }) => field).filter((field) => entryUnder(field, "url"));
}

/** The objects that say how a request to the shared URL is answered. */
export function repliesOf({ kind, sections }: Program): readonly ObjectField[] {
  if (kind !== "webhook") return [];
  return sections.flatMap(({ field }) =>
    [under(field, "verification", "respond"), under(field, "respond")].filter((reply) => reply?.kind === "object"),
  );
}

/** What stands at a path of keys that are written in objects. */
export function under(field: Field | undefined, ...keys: readonly string[]): Field | undefined {
  let inner = field;
  for (const key of keys) inner = valueUnder(inner, key);
  return inner;
}

/** The entries of an object that have a key of their own; of any other field none. */
export function valueEntries(field: Field | undefined): readonly ValueEntry[] {
  return field?.kind === "object" ? field.entries.filter((entry) => entry.kind === "entry") : [];
}

/** The text that a field is, if no expression stands in it. */
export function constantText(field: Field | undefined): string | undefined {
  return field?.kind === "constant" && typeof field.value === "string" ? field.value : undefined;
}
