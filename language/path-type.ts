import { type PathKey, pathKeys } from "./path.ts";
import { fieldOf } from "./type-relations.ts";
import { type Type, t, union } from "./types.ts";

/** The type of what stands at a path, or at a position, that is of a type itself: what is known only if the path is. */
export function pathType(object: Type, path: Type): Type {
  if (path.kind === "number") return numberedType(object);
  if (path.kind !== "text" || path.values === undefined) return t.any;
  return union(...path.values.map((value) => pathKeys(value).reduce(typeAt, object)));
}

/** The type of what reading one key gives, whatever it is read of. */
export function typeAt(object: Type, key: PathKey): Type {
  switch (object.kind) {
    case "any":
      return t.any;
    case "union":
      return union(...object.of.map((member) => typeAt(member, key)));
    case "array":
      return /^-?\d+$/.test(String(key)) && key !== 0 ? union(object.of, t.undefined) : t.undefined;
    case "collection":
      return key === 0 ? t.undefined : (fieldOf(object, String(key)) ?? t.undefined);
    case "undefined":
    case "null":
    case "boolean":
    case "number":
    case "text":
    case "date":
    case "buffer":
      return t.undefined;
  }
}

function numberedType(object: Type): Type {
  const alternatives = object.kind === "union" ? object.of : [object];
  return union(...alternatives.map((each) => (each.kind === "collection" ? t.any : typeAt(each, 1))));
}
