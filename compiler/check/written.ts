import { type CollectionType, type FieldType, type Type, t, union } from "../../language/types.ts";
import type { Field, ObjectField, Unit } from "../program.ts";

/**
 * The type of a variable that several units write: their collections laid over each other, key by key. Of those that are
 * not inferred yet, only the keys count. Whether and when a unit writes is not asked, so any key may be missing.
 */
export function writtenType(units: readonly Unit[], results: ReadonlyMap<Unit, Type>, origin: string): Type {
  const nothing: Type = { kind: "collection", fields: new Map(), open: false };
  const type = units.map((unit) => results.get(unit) ?? outline(unit.field)).reduce(laidOver, nothing);
  return type.kind === "collection" ? { ...type, fields: allOptional(type), ...(!type.open && { origin }) } : t.any;
}

/** The type of what is written twice: collections and arrays keep what both writings have. */
export function laidOver(below: Type, above: Type): Type {
  if (below.kind === "array" && above.kind === "array") return t.array(laidOver(below.of, above.of));
  if (below.kind !== "collection" || above.kind !== "collection") return union(below, above);
  const fields = new Map(below.fields);
  for (const [key, field] of above.fields) {
    const before = fields.get(key);
    const type = before ? laidOver(before.type, field.type) : field.type;
    fields.set(key, { ...field, type, optional: field.optional && (before?.optional ?? true) });
  }
  const open = below.open || above.open;
  return { kind: "collection", fields, open, ...(!open && below.origin !== undefined && { origin: below.origin }) };
}

/** The keys that are written in a field, whose values may be anything. */
function outline(field: Field): Type {
  return field.kind === "object" ? outlineOf(field) : t.any;
}

function outlineOf({ entries }: ObjectField): CollectionType {
  const keys = entries.flatMap((entry): [string, FieldType][] =>
    entry.kind === "entry" ? [[entry.key, { type: outline(entry.value), optional: false }]] : [],
  );
  return { kind: "collection", fields: new Map(keys), open: entries.some(({ kind }) => kind === "spread") };
}

function allOptional({ fields }: CollectionType): ReadonlyMap<string, FieldType> {
  return new Map([...fields].map(([key, field]) => [key, { ...field, optional: true }]));
}
