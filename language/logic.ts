import type { Value } from "./values.ts";

/** The left operand if it counts as false, else the right one, which is evaluated only then. */
export function and(left: Value, right: () => Value): Value {
  return left ? right() : left;
}

/** The left operand if it counts as true, else the right one, which is evaluated only then. */
export function or(left: Value, right: () => Value): Value {
  return left ? left : right();
}
