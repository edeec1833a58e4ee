import type { Type } from "../../language/types.ts";

/** All types that some types are made of, and how often each of them is named. */
export function metIn(types: readonly Type[]): ReadonlyMap<Type, number> {
  const met = new Map<Type, number>();
  const waiting = [...types];
  for (const type of waiting) {
    const before = met.get(type) ?? 0;
    met.set(type, before + 1);
    if (before === 0) for (const part of partsOf(type)) waiting.push(part);
  }
  return met;
}

/** What a type is directly made of, as far as it is written: of a collection with fields only these. */
export function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "array":
      return [type.of];
    case "union":
      return type.of;
    case "collection":
      if (type.fields.size > 0) return [...type.fields.values()].map((field) => field.type);
      return type.open && type.rest ? [type.rest] : [];
    case "text":
    case "any":
    case "undefined":
    case "null":
    case "boolean":
    case "number":
    case "date":
    case "buffer":
      return [];
  }
}
