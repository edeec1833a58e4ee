import { Decimal } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { groupedNumber, numberFromText } from "../../language/number-text.ts";
import { cut, fixed, meanOf, sumOf } from "../../language/numbers.ts";

const Exact = Decimal.clone({ precision: 1000 });

const amount = fc.oneof(
  fc.integer().map((cents) => cents / 100),
  fc.maxSafeInteger(),
  fc.integer().map((n) => n / 1000),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }),
);

test("a sum is the decimal one, rounded once", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          amount,
          fc.integer().map((cents) => cents / 100),
        ),
      ),
      (numbers) => {
        const sum = numbers.reduce((total, each) => total.plus(each), new Exact(0));
        expect(Math.abs(sumOf(numbers) - sum.toNumber())).toBeLessThanOrEqual(Math.abs(sum.toNumber()) * 1e-15);
      },
    ),
  );
});

test("a sum of amounts of money is exact, however many there are", () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeInteger().map((n) => Math.trunc(n / 10) / 100)), (numbers) => {
      expect(sumOf(numbers)).toBe(numbers.reduce((total, each) => total.plus(each), new Exact(0)).toNumber() + 0);
    }),
  );
});

test("a mean lies between the least and the greatest number", () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1 }), (numbers) => {
      const mean = meanOf(numbers) ?? Number.NaN;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...numbers));
      expect(mean).toBeLessThanOrEqual(Math.max(...numbers));
    }),
  );
});

test("what is cut off is less than the last place that is left", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      fc.integer({ min: -12, max: 12 }),
      (number, places) => {
        const left = new Exact(cut(number, places));
        const rest = new Exact(number).minus(left);
        expect(rest.abs().lessThan(new Exact(10).pow(-places))).toBe(true);
        expect(left.times(new Exact(10).pow(places)).isInteger()).toBe(true);
        expect(rest.times(number).isNegative() && !rest.isZero()).toBe(false);
      },
    ),
  );
});

test("what is written with decimals is at most half of the last one away", () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 20 }), (number, decimals) => {
      const text = fixed(number, decimals);
      expect(text).toMatch(decimals === 0 ? /^-?\d+$/ : /^-?\d+\.\d+$/);
      expect(new Exact(text).minus(number).abs().times(2).lessThanOrEqualTo(new Exact(10).pow(-decimals))).toBe(true);
    }),
  );
});

const separators = fc.constantFrom([",", "."], [".", ","], [",", " "], [".", "'"], [",", "\u00a0"], [".", ""]);

test("a number that is written in groups is read again", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 0, max: 4 }),
      separators,
      (n, decimals, [point = "", thousands = ""]) => {
        const number = n / 10 ** decimals;
        expect(numberFromText(groupedNumber(number, decimals, point, thousands), point)).toBe(number + 0);
      },
    ),
  );
});
