import { type Type, t, union } from "./types.ts";

/** The type of the items of what a function is given for an array: a value that is none is an only item. */
export function itemType(given: Type = t.any): Type {
  if (given.kind === "array") return given.of;
  if (given.kind === "union") return union(...given.of.filter((member) => !isNothing(member)).map(itemType));
  return isNothing(given) ? t.any : given;
}

/** The type of a value as an item of an array, in which there is no undefined. */
export function asItem(type: Type): Type {
  if (type.kind === "union") return union(...type.of.map(asItem));
  return type.kind === "undefined" ? t.null : type;
}

/** The array of what a function is given for one. */
export function arrayType(given?: Type): Type {
  return t.array(itemType(given));
}

/** The type of one item of what a function is given for an array, which may have none. */
export function oneItemType(given?: Type): Type {
  return union(itemType(given), t.undefined);
}

function isNothing({ kind }: Type): boolean {
  return kind === "undefined" || kind === "null";
}
