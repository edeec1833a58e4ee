import type { JsonNode } from "../../grammar/json/ast.ts";
import { type CollectionType, type FieldType, type Type, t, union } from "../../language/types.ts";
import { isRecord, type Json, type JsonRecord } from "./json.ts";

/**
 * The type of values such as these. Collections are open, since there may be more than was seen, and name the samples as
 * their origin, but for those in which no key was seen at all; of each key the doc says in how many it was seen.
 */
export function sampleType(samples: readonly Json[]): Type {
  return typeOfAll(samples, {
    origin: samples.length === 1 ? "the sample" : `any of ${samples.length} samples`,
    counted: "samples",
  });
}

/** The samples that a file holds: a list of them, or a single one. A list or an object without anything in it holds none. */
export function samplesIn(json: JsonNode | undefined): readonly JsonNode[] {
  if (json?.kind === "array") return json.items.flatMap((item) => (item.kind === "object" ? samplesIn(item) : [item]));
  return json?.kind === "object" && json.members.length > 0 ? [json] : [];
}

/** Where values were seen, and what they are called when they are counted. */
interface Seen {
  readonly origin: string;
  readonly counted: "samples" | "items";
}

function typeOfAll(values: readonly Json[], seen: Seen): Type {
  const records = values.filter(isRecord);
  const arrays = values.filter((value) => Array.isArray(value));
  const types: Type[] = values.filter((value) => !isRecord(value) && !Array.isArray(value)).map(simpleType);
  if (records.length > 0) types.push(collection(records, seen));
  const items = arrays.flat();
  if (arrays.length > 0)
    types.push(t.array(items.length > 0 ? typeOfAll(items, { ...seen, counted: "items" }) : t.any));
  return types.length > 0 ? union(...types) : t.any;
}

function simpleType(value: Json): Type {
  switch (typeof value) {
    case "boolean":
      return t.boolean;
    case "number":
      return t.number;
    case "string":
      return t.text;
    default:
      return t.null;
  }
}

function collection(records: readonly JsonRecord[], seen: Seen): CollectionType {
  const { origin, counted } = seen;
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  const fields = new Map(
    [...keys].map((key): [string, FieldType] => {
      const holders = records.filter((record) => Object.hasOwn(record, key));
      const values = holders.map((record) => record[key] ?? null);
      return [
        key,
        {
          type: typeOfAll(values, seen),
          optional: holders.length < records.length,
          doc: `Seen in ${holders.length} of ${records.length} ${counted}.`,
        },
      ];
    }),
  );
  return { kind: "collection", fields, open: true, ...(fields.size > 0 && { origin }) };
}
