import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, div, mod, mul, negate, plusPlus, sub, type Value } from "../../language/values.ts";

const day = new Date("2020-01-02T00:00:00Z");

test.each<[string, Value, Value, Value]>([
  ["decimal", 0.1, 0.2, 0.3],
  ["decimal", 0.7, 0.1, 0.8],
  ["decimal", 1.005, 0.001, 1.006],
  ["whole numbers", 1, 2, 3],
  ["text on the left", "1", 2, "12"],
  ["text on the right", 1, "2", "12"],
  ["text and nothing", "a", null, "a"],
  ["nothing and a number", undefined, 5, 5],
  ["a number and nothing", 5, null, 5],
  ["nothing and nothing", undefined, undefined, null],
  ["nothing and nothing", null, null, null],
  ["a truth value counts as a number", true, 1, 2],
  ["a date counts as its milliseconds", day, 1, day.getTime() + 1],
  ["a date and text", "at ", day, "at 2020-01-02T00:00:00.000Z"],
  ["arrays", [1], [2], "12"],
  ["an array and a number", [1, 2], 3, "1,23"],
  ["nothing and a collection", null, { a: 1 }, { a: 1 }],
])("sum, %s: %o + %o", (_, a, b, result) => {
  expect(add(a, b)).toEqual(result);
});

test.each<[string, () => number, number]>([
  ["1 ++ 2", () => plusPlus(1, 2), 3],
  ["'1' ++ 2", () => plusPlus("1", 2), 3],
  ["'1.5' ++ '2'", () => plusPlus("1.5", "2"), 3.5],
  ["'5' - '3'", () => sub("5", "3"), 2],
  ["true - 0", () => sub(true, 0), 1],
  ["null - 1", () => sub(null, 1), -1],
  ["date - date", () => sub(day, new Date("2020-01-01T00:00:00Z")), 86_400_000],
  ["date - 1", () => sub(day, 1), day.getTime() - 1],
  ["undefined - 1", () => sub(undefined, 1), Number.NaN],
  ["-'5'", () => negate("5"), -5],
  ["-0", () => negate(0), 0],
  ["-'a'", () => negate("a"), Number.NaN],
  ["0.1 * 3", () => mul(0.1, 3), 0.3],
  ["4.35 * 100", () => mul(4.35, 100), 435],
  ["1.005 * 1000", () => mul(1.005, 1000), 1005],
  ["0 * -1", () => mul(0, -1), 0],
  ["'2' * '3'", () => mul("2", "3"), 6],
  ["'a' * 1", () => mul("a", 1), Number.NaN],
  ["0.3 / 0.1", () => div(0.3, 0.1), 3],
  ["1 / 3", () => div(1, 3), 1 / 3],
  ["1 / 0", () => div(1, 0), Number.POSITIVE_INFINITY],
  ["0 / 0", () => div(0, 0), Number.NaN],
  ["10 % 3", () => mod(10, 3), 1],
  ["-7 % 3", () => mod(-7, 3), -1],
  ["5.5 % 2", () => mod(5.5, 2), 1.5],
  ["0.3 % 0.1", () => mod(0.3, 0.1), 0],
  ["-4 % 2", () => mod(-4, 2), 0],
  ["5 % 0", () => mod(5, 0), Number.NaN],
])("%s", (_, calculate, expected) => {
  expect(calculate()).toBe(expected);
});

describe("beside arithmetic of many digits", () => {
  const Exact = Decimal.clone({ precision: 1000 });
  const amount = fc.oneof(
    fc.integer().map((cents) => cents / 100),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.maxSafeInteger().map((n) => n / 100),
    fc.integer().map((n) => n / 1000),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  );
  const one = (x: number) => x + 0;

  test("sums", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(add(a, b)).toBe(one(new Exact(a).plus(b).toNumber()));
      }),
      { numRuns: 2000 },
    );
  });

  test("products", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(mul(a, b)).toBe(one(new Exact(a).times(b).toNumber()));
      }),
      { numRuns: 2000 },
    );
  });

  test("quotients", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(div(a, b)).toBe(one(new Exact(a).dividedBy(b).toNumber()));
      }),
      { numRuns: 500 },
    );
  });

  test("remainders", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(mod(a, b)).toBe(one(new Exact(a).modulo(b).toNumber()));
      }),
      { numRuns: 500 },
    );
  });
});
