import { toNumber } from "./conversions.ts";
import { isBuffer, isDate } from "./kinds.ts";
import type { Value } from "./values.ts";

/**
 * Equality as the engine is reported to have it: `'1' = 1`, `'' = 0`, `null = undefined`, but `null = 0` is false.
 * Dates compare by their instant and buffers by their bytes; arrays and collections are equal only to themselves.
 *
 * @example
 * import { eq } from "imlc/values";
 *
 * console.log(eq("1", 1)); // true
 * console.log(eq(null, 0)); // false
 */
export function eq(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (typeof a === typeof b) return typeof a === "object" && typeof b === "object" && sameContent(a, b);
  return isNumeric(a) && isNumeric(b) && toNumber(a) === toNumber(b);
}

/**
 * Whether two values are not equal by `eq`.
 *
 * @example
 * import { ne } from "imlc/values";
 *
 * console.log(ne("paid", "open")); // true
 */
export function ne(a: Value, b: Value): boolean {
  return !eq(a, b);
}

/**
 * Equality of values of one type; nothing is converted.
 *
 * @example
 * import { strictEq } from "imlc/values";
 *
 * console.log(strictEq("1", 1)); // false
 * console.log(strictEq(new Date(0), new Date(0))); // true
 */
export function strictEq(a: Value, b: Value): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && a !== null && b !== null && sameContent(a, b));
}

/**
 * Whether two values are not equal by `strictEq`.
 *
 * @example
 * import { strictNe } from "imlc/values";
 *
 * console.log(strictNe("1", 1)); // true
 */
export function strictNe(a: Value, b: Value): boolean {
  return !strictEq(a, b);
}

function isNumeric(value: Exclude<Value, undefined | null>): boolean {
  return typeof value !== "object" || isDate(value);
}

function sameContent(a: object & Value, b: object & Value): boolean {
  if (isDate(a) && isDate(b)) return a.getTime() === b.getTime();
  return isBuffer(a) && isBuffer(b) && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/**
 * Whether `a` is less: two texts by their code units, all else by number.
 *
 * @example
 * import { lt } from "imlc/values";
 *
 * console.log(lt("10", "9")); // true
 * console.log(lt("10", 9)); // false
 */
export function lt(a: Value, b: Value): boolean {
  return typeof a === "string" && typeof b === "string" ? a < b : toNumber(a) < toNumber(b);
}

/**
 * Whether `a` is less or the same: two texts by their code units, all else by number.
 *
 * @example
 * import { le } from "imlc/values";
 *
 * console.log(le(7, "7")); // true
 */
export function le(a: Value, b: Value): boolean {
  return typeof a === "string" && typeof b === "string" ? a <= b : toNumber(a) <= toNumber(b);
}

/**
 * Whether `a` is greater: two texts by their code units, all else by number.
 *
 * @example
 * import { gt } from "imlc/values";
 *
 * console.log(gt("b", "a")); // true
 */
export function gt(a: Value, b: Value): boolean {
  return lt(b, a);
}

/**
 * Whether `a` is greater or the same: two texts by their code units, all else by number.
 *
 * @example
 * import { ge } from "imlc/values";
 *
 * console.log(ge(7, "7")); // true
 */
export function ge(a: Value, b: Value): boolean {
  return le(b, a);
}
