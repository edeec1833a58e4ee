import { type FieldType, type Type, t } from "../../language/types.ts";

/**
 * The type of one collection that has what several have; of fields with one name the later one counts. Of parts that are
 * not known nothing is known of the whole. `origin` is what messages call it.
 */
export function joined(parts: readonly Type[], origin: string): Type {
  const fields = new Map<string, FieldType>();
  let open = false;
  for (const part of parts) {
    if (part.kind !== "collection") return t.any;
    for (const [name, field] of part.fields) fields.set(name, field);
    open ||= part.open;
  }
  return { kind: "collection", fields, open, ...(!open && { origin }) };
}
