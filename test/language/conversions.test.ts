import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  asCollection,
  asDate,
  asNumber,
  optionalNumber,
  optionalText,
  site,
  toArray,
  toNumber,
  toText,
  truthy,
  type Value,
} from "../../language/values.ts";
import { value } from "./arbitrary.ts";

const at = site("round", "webhook.iml.json:3:12");
const bytes = new TextEncoder().encode("Příliš");
const midnight = new Date("2024-05-20T00:00:00Z");

test.each<[Value, string]>([
  [undefined, ""],
  [null, ""],
  [true, "true"],
  [false, "false"],
  [0.1, "0.1"],
  [-0, "0"],
  [1e21, "1e+21"],
  ["text", "text"],
  [midnight, "2024-05-20T00:00:00.000Z"],
  [new Date(Number.NaN), ""],
  [[1, null, ["a", undefined, "b"]], "1,,a,,b"],
  [bytes, "Příliš"],
  [{ a: 1, b: undefined, c: [undefined] }, '{"a":1,"c":[null]}'],
  [{}, "{}"],
])("the text of %o is %j", (given, text) => {
  expect(toText(given)).toBe(text);
});

test.each<[Value, number]>([
  [undefined, Number.NaN],
  [null, 0],
  ["", 0],
  [" \n", 0],
  [" 12.5 ", 12.5],
  ["12a", Number.NaN],
  [true, 1],
  [false, 0],
  [midnight, midnight.getTime()],
  [[], Number.NaN],
  [[5], Number.NaN],
  [{}, Number.NaN],
  [bytes, Number.NaN],
])("the number of %o is %d", (given, number) => {
  expect(toNumber(given)).toBe(number);
});

test.each<[Value, boolean]>([
  [undefined, false],
  [null, false],
  [false, false],
  [0, false],
  [Number.NaN, false],
  ["", false],
  ["0", true],
  [" ", true],
  [[], true],
  [{}, true],
  [new Date(0), true],
  [new Uint8Array(), true],
])("the truth of %o is %o", (given, truth) => {
  expect(truthy(given)).toBe(truth);
});

test("an array is itself, nothing is empty, all else is one item", () => {
  const array: Value = [1, 2];
  expect(toArray(array)).toBe(array);
  expect(toArray(null)).toEqual([]);
  expect(toArray(undefined)).toEqual([]);
  expect(toArray("")).toEqual([""]);
  expect(toArray({ a: 1 })).toEqual([{ a: 1 }]);
});

test("every value has a text, a number, a truth and is an array", () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(typeof toText(any)).toBe("string");
      expect(typeof toNumber(any)).toBe("number");
      expect(typeof truthy(any)).toBe("boolean");
      expect(Array.isArray(toArray(any))).toBe(true);
    }),
  );
});

describe("arguments", () => {
  test("numbers are made of numeric text, truth values and dates", () => {
    expect(asNumber(at, "number", "-3")).toBe(-3);
    expect(asNumber(at, "number", true)).toBe(1);
    expect(asNumber(at, "number", midnight)).toBe(midnight.getTime());
  });

  test.each<[Value, string]>([
    ["abc", "round: 'abc' is not a valid number (`number` got a text)."],
    ["", "round: '' is not a valid number (`number` got a text)."],
    [" ", "round: ' ' is not a valid number (`number` got a text)."],
    [null, "round: '' is not a valid number (`number` got null)."],
    [undefined, "round: '' is not a valid number (`number` got undefined)."],
    [Number.NaN, "round: 'NaN' is not a valid number (`number` got a number)."],
    [[1], "round: '…' is not a valid number (`number` got an array)."],
    ["x".repeat(40), `round: '${"x".repeat(40)}' is not a valid number (\`number\` got a text).`],
    ["x".repeat(50), `round: '${"x".repeat(40)}…' is not a valid number (\`number\` got a text).`],
  ])("%o is no number", (given, message) => {
    expect(() => asNumber(at, "number", given)).toThrow(
      expect.objectContaining({ name: "ImlError", code: "argument-type", place: "webhook.iml.json:3:12", message }),
    );
  });

  test("what may be left out is undefined where it is empty", () => {
    expect(optionalNumber(at, "decimals", undefined)).toBeUndefined();
    expect(optionalNumber(at, "decimals", null)).toBeUndefined();
    expect(optionalNumber(at, "decimals", "2")).toBe(2);
    expect(() => optionalNumber(at, "decimals", "two")).toThrow("'two' is not a valid number");
    expect(optionalText(null)).toBeUndefined();
    expect(optionalText(0)).toBe("0");
  });

  test("dates are dates, epoch milliseconds and text in the zone in force", () => {
    expect(asDate(at, "date", midnight, "UTC")).toBe(midnight);
    expect(asDate(at, "date", midnight.getTime(), "UTC")).toEqual(midnight);
    expect(asDate(at, "date", "2024-05-20 02:00", "Europe/Prague")).toEqual(midnight);
  });

  test.each<[Value]>([["abc"], [""], [null], [true], [8.64e15 + 1], [Number.NaN], [{}], ["2024-02-30"]])(
    "%o is no date",
    (given) => {
      expect(() => asDate(at, "date", given, "UTC")).toThrow("is not a valid date");
    },
  );

  test("nothing is an empty collection, but a text is none", () => {
    expect(asCollection(at, "object", null)).toEqual({});
    expect(asCollection(at, "object", { a: 1 })).toEqual({ a: 1 });
    expect(() => asCollection(at, "object", "{}")).toThrow("'{}' is not a valid collection");
    expect(() => asCollection(at, "object", midnight)).toThrow("is not a valid collection (`object` got a date)");
  });

  test("every date is read back from its text", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date("0000-01-01T00:00:00Z") }), (date) => {
        expect(asDate(at, "date", toText(date), "America/New_York")).toEqual(date);
      }),
    );
  });
});
