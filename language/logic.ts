import type { Value } from "./values.ts";

/**
 * The left operand if it counts as false, else the right one, which is evaluated only then.
 *
 * @example
 * import { and } from "imlc/values";
 *
 * console.log(and("a", () => "b")); // b
 * console.log(and(0, () => "b")); // 0
 */
export function and(left: Value, right: () => Value): Value {
  return left ? right() : left;
}

/**
 * The left operand if it counts as true, else the right one, which is evaluated only then.
 *
 * @example
 * import { or } from "imlc/values";
 *
 * console.log(or("a", () => "b")); // a
 * console.log(or(null, () => "b")); // b
 */
export function or(left: Value, right: () => Value): Value {
  return left ? left : right();
}
