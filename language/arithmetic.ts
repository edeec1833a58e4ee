import { Decimal } from "decimal.js";
import { toNumber, toText } from "./conversions.ts";
import { isDate } from "./kinds.ts";
import type { Value } from "./values.ts";

/**
 * The sum of two numbers in decimal (`0.1 + 0.2` is `0.3`). Where one side is undefined or null, the other side; null
 * if both are. All else is joined as text, but for truth values and dates beside a number, which count as numbers.
 *
 * @example
 * import { add } from "imlc/values";
 *
 * console.log(add(0.1, 0.2)); // 0.3
 * console.log(add("Order ", 7)); // Order 7
 */
export function add(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return sum(a, b);
  if (a === undefined || a === null) return b ?? null;
  if (b === undefined || b === null) return a;
  return isNumberLike(a) && isNumberLike(b) ? sum(toNumber(a), toNumber(b)) : toText(a) + toText(b);
}

function isNumberLike(value: Value): boolean {
  return typeof value === "number" || typeof value === "boolean" || isDate(value);
}

/**
 * The sum of both sides as numbers, whatever they are; NaN if one is none.
 *
 * @example
 * import { plusPlus } from "imlc/values";
 *
 * console.log(plusPlus("1", "2")); // 3
 */
export function plusPlus(a: Value, b: Value): number {
  return toNumber(a) + toNumber(b);
}

/**
 * The difference of both sides as numbers: of two dates, milliseconds.
 *
 * @example
 * import { sub } from "imlc/values";
 *
 * console.log(sub(new Date("2024-05-20T12:01:00Z"), new Date("2024-05-20T12:00:00Z"))); // 60000
 */
export function sub(a: Value, b: Value): number {
  return toNumber(a) - toNumber(b);
}

/**
 * The number with the other sign.
 *
 * @example
 * import { negate } from "imlc/values";
 *
 * console.log(negate("7")); // -7
 */
export function negate(value: Value): number {
  return 0 - toNumber(value);
}

/**
 * The product in decimal: `0.1 * 3` is `0.3`.
 *
 * @example
 * import { mul } from "imlc/values";
 *
 * console.log(mul(0.1, 3)); // 0.3
 */
export function mul(a: Value, b: Value): number {
  return product(toNumber(a), toNumber(b));
}

/**
 * The quotient in decimal: `0.3 / 0.1` is `3`.
 *
 * @example
 * import { div } from "imlc/values";
 *
 * console.log(div(0.3, "0.1")); // 3
 */
export function div(a: Value, b: Value): number {
  return quotient(toNumber(a), toNumber(b));
}

/**
 * The remainder in decimal, with the sign of the dividend: `5.5 % 2` is `1.5`.
 *
 * @example
 * import { mod } from "imlc/values";
 *
 * console.log(mod(-5.5, 2)); // -1.5
 */
export function mod(a: Value, b: Value): number {
  return remainder(toNumber(a), toNumber(b));
}

/**
 * Exact decimal arithmetic needs no big numbers where both operands are a whole number of hundredths (or of 10^-scale):
 * `x = n / 10^scale` holds for one whole `n` below 10^15 only if `n` is what the shortest decimal of `x` says, whole
 * numbers that small add and multiply exactly, and a division rounds once.
 */
const scale = 100;
const exact = 1e15;

function scaled(x: number): number | undefined {
  const whole = Math.round(x * scale);
  return whole / scale === x && whole < exact && whole > -exact ? whole : undefined;
}

/** Twice the digits of a double and some: sums and products of usual size are exact before they become doubles. */
const Precise = Decimal.clone({ precision: 40 });

function sum(a: number, b: number): number {
  const m = scaled(a);
  const n = scaled(b);
  return unsigned(m !== undefined && n !== undefined ? (m + n) / scale : new Precise(a).plus(b).toNumber());
}

function product(a: number, b: number): number {
  const m = scaled(a);
  const n = scaled(b);
  return unsigned(
    m !== undefined && n !== undefined && Number.isSafeInteger(m * n)
      ? (m * n) / (scale * scale)
      : new Precise(a).times(b).toNumber(),
  );
}

function quotient(a: number, b: number): number {
  const m = scaled(a);
  const n = scaled(b);
  return unsigned(m !== undefined && n !== undefined ? m / n : new Precise(a).dividedBy(b).toNumber());
}

function remainder(a: number, b: number): number {
  const m = scaled(a);
  const n = scaled(b);
  return unsigned(m !== undefined && n !== undefined ? (m % n) / scale : new Precise(a).modulo(b).toNumber());
}

/** IML has one zero. */
function unsigned(x: number): number {
  return x + 0;
}
