import { Decimal } from "decimal.js";
import { toNumber } from "./conversions.ts";
import { isArray } from "./kinds.ts";
import type { Value } from "./values.ts";

/** The number that a value is where one is wanted; undefined for what is none, as blank text and null are. */
export function numberOf(value: Value): number | undefined {
  const number = value === null || (typeof value === "string" && value.trim() === "") ? Number.NaN : toNumber(value);
  return Number.isNaN(number) ? undefined : number;
}

/** The numbers among values and the items of arrays among them; what is no number is left out. */
export function numbersIn(values: readonly Value[]): readonly number[] {
  const numbers: number[] = [];
  for (const value of values) {
    for (const item of isArray(value) ? value : [value]) {
      const number = numberOf(item);
      if (number !== undefined) numbers.push(number);
    }
  }
  return numbers;
}

/** Digits enough that a power of ten moves the decimal point of a double without a loss. */
const Precise = Decimal.clone({ precision: 40 });

/** No double has a digit that is further from the decimal point. */
const furthest = 400;

/**
 * The number without the decimals after the first few; with a negative count, the places before the decimal point are
 * zeros: `cut(1.29, 1)` is 1.2, and `cut(129, -1)` is 120.
 */
export function cut(number: number, decimals: number): number {
  if (!Number.isFinite(number)) return number;
  const places = Math.trunc(Math.max(-furthest, Math.min(furthest, decimals)));
  const shift = new Precise(`1e${places}`);
  return new Precise(number).times(shift).trunc().dividedBy(shift).toNumber() + 0;
}

/** The digits of a finite number with so many decimals, rounded as decimals are: 1.005 with two is `1.01`. */
export function fixed(number: number, decimals: number): string {
  return new Precise(number).toFixed(decimals, Decimal.ROUND_HALF_UP).replace(/^-(?=[0.]*$)/, "");
}

/** The exact sum of numbers as their decimals are written, rounded once. */
export function sumOf(numbers: readonly number[]): number {
  return exactSum(numbers).toNumber() + 0;
}

/** The exact sum divided by the count, rounded once; undefined if there is no number. */
export function meanOf(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : exactSum(numbers).dividedBy(numbers.length).toNumber() + 0;
}

/**
 * Amounts of money are a whole number of hundredths, and add up as whole numbers: below 10^15 `n / 100` is the number
 * only for the `n` that its decimals say, and the sum of two such numbers is exact.
 */
const scale = 100;
const exact = 1e15;

function exactSum(numbers: readonly number[]): Decimal {
  let hundredths = 0;
  let rest = new Precise(0);
  for (const number of numbers) {
    const whole = Math.round(number * scale);
    if (whole / scale === number && whole < exact && whole > -exact) hundredths += whole;
    else rest = rest.plus(number);
    if (hundredths < exact && hundredths > -exact) continue;
    rest = rest.plus(new Precise(hundredths).dividedBy(scale));
    hundredths = 0;
  }
  return rest.plus(new Precise(hundredths).dividedBy(scale));
}
