import { type Type, t, union } from "./types.ts";

/** The type of the items of what a function is given for an array: a value that is none is an only item. */
export function itemType(given: Type = t.any): Type {
  if (given.kind === "array") return given.of;
  if (given.kind === "union") return union(...given.of.filter((member) => !isNothing(member)).map(itemType));
  return isNothing(given) ? t.any : given;
}

/** The array of what a function is given for one. */
export function arrayType(given?: Type): Type {
  return t.array(itemType(given));
}

function isNothing({ kind }: Type): boolean {
  return kind === "undefined" || kind === "null";
}
