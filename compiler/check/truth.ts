import { type Type, t, union } from "../../language/types.ts";

/** What a value of a type may be if it counts as true; nothing if it never does. */
export function truthyParts(type: Type): readonly Type[] {
  return alternatives(type).flatMap((each): readonly Type[] => {
    if (each.kind === "undefined" || each.kind === "null") return [];
    return each.kind === "text" ? texts(each.values, (value) => value !== "") : [each];
  });
}

/** What a value of a type may be if it counts as false; nothing if it never does. */
export function falsyParts(type: Type): readonly Type[] {
  return alternatives(type)
    .filter(({ kind }) => !alwaysTrue.has(kind))
    .flatMap((each) => (each.kind === "text" ? texts(each.values, (value) => value === "") : [each]));
}

const alwaysTrue: ReadonlySet<Type["kind"]> = new Set(["date", "buffer", "array", "collection"]);

/** The types of which a type is one. */
export function alternatives(type: Type): readonly Type[] {
  return type.kind === "union" ? type.of : [type];
}

/** The union of some alternatives of a type; the type itself where none is left, for then it is not what it seems. */
export function oneOf(parts: readonly Type[], type: Type): Type {
  return parts.length > 0 ? union(...parts) : type;
}

function texts(values: readonly string[] | undefined, keep: (value: string) => boolean): readonly Type[] {
  if (!values) return [t.text];
  const kept = values.filter(keep);
  return kept.length > 0 ? [t.textOf(...kept)] : [];
}
