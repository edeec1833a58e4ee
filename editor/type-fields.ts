import { type FieldType, type Type, union } from "../language/types.ts";

/** The fields that values of a type may have, by their names. */
export function fieldsOf(type: Type): ReadonlyMap<string, FieldType> {
  if (type.kind === "collection") return type.fields;
  const found = new Map<string, FieldType>();
  for (const member of type.kind === "union" ? type.of : []) {
    for (const [name, field] of fieldsOf(member)) {
      const before = found.get(name);
      found.set(name, before ? { ...before, ...field, type: union(before.type, field.type) } : field);
    }
  }
  return found;
}
