import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eq, ge, gt, le, lt, ne, strictEq, strictNe, type Value } from "../../language/values.ts";
import { value } from "./arbitrary.ts";

const early = new Date("2020-01-01T00:00:00Z");
const late = new Date("2021-01-01T00:00:00Z");
const array: Value = [1];
const object: Value = { a: 1 };

describe("loose equality", () => {
  test.each<[Value, Value]>([
    [1, "1"],
    [1, " 1.0 "],
    ["", 0],
    [false, 0],
    [true, "1"],
    [null, undefined],
    [early, new Date(early)],
    [early, early.getTime()],
    [Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
    [array, array],
    [object, object],
  ])("%o equals %o", (a, b) => {
    expect(eq(a, b)).toBe(true);
    expect(eq(b, a)).toBe(true);
  });

  test.each<[Value, Value]>([
    [null, 0],
    [null, ""],
    [undefined, false],
    ["a", "A"],
    ["1", "1.0"],
    [Number.NaN, Number.NaN],
    [early, late],
    [Uint8Array.of(1), Uint8Array.of(2)],
    [Uint8Array.of(1, 2), Uint8Array.of(1, 3)],
    [Uint8Array.of(1), Uint8Array.of(1, 2)],
    [Uint8Array.of(), early],
    [[1], [1]],
    [[1], 1],
    [[], ""],
    [{}, {}],
    ["12345678901234567890", "12345678901234567891"],
  ])("%o does not equal %o", (a, b) => {
    expect(eq(a, b)).toBe(false);
    expect(eq(b, a)).toBe(false);
  });

  test("it is symmetric, and its opposite is `ne`", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(eq(a, b)).toBe(eq(b, a));
        expect(ne(a, b)).toBe(!eq(a, b));
      }),
    );
  });

  test("for texts, numbers, truth values and nothing it is JavaScript's", () => {
    const javascript = new Function("a", "b", "return a == b");
    const primitive = fc.oneof(
      fc.constantFrom<Value[]>(undefined, null, true, false, "", "0", "1", " 1 ", "true", "NaN", 0, 1, -0, Number.NaN),
      fc.integer(),
      fc.integer().map(String),
      fc.double(),
      fc.string(),
    );
    fc.assert(
      fc.property(primitive, primitive, (a, b) => {
        expect(eq(a, b)).toBe(javascript(a, b));
      }),
    );
  });
});

describe("strict equality", () => {
  test("converts nothing", () => {
    expect(strictEq(1, 1)).toBe(true);
    expect(strictEq(early, new Date(early))).toBe(true);
    expect(strictEq(1, "1")).toBe(false);
    expect(strictEq(null, undefined)).toBe(false);
    expect(strictEq({}, {})).toBe(false);
    expect(strictEq(null, {})).toBe(false);
  });

  test("what is strictly equal is loosely equal", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(strictNe(a, b)).toBe(!strictEq(a, b));
        if (strictEq(a, b)) expect(eq(a, b)).toBe(true);
      }),
    );
  });
});

describe("order", () => {
  test.each<[Value, Value]>([
    [1, 2],
    ["a", "b"],
    ["10", "9"],
    [9, "10"],
    ["9", 10],
    [early, late],
    [false, true],
    [null, 1],
    ["B", "a"],
  ])("%o < %o", (a, b) => {
    expect([lt(a, b), le(a, b), gt(a, b), ge(a, b)]).toEqual([true, true, false, false]);
    expect([lt(b, a), le(b, a), gt(b, a), ge(b, a)]).toEqual([false, false, true, true]);
  });

  test("a text is at most and at least the same text", () => {
    expect([lt("a", "a"), le("a", "a"), gt("a", "a"), ge("a", "a")]).toEqual([false, true, false, true]);
  });

  test.each<[Value]>([[[]], [["a"]], [{}], [Uint8Array.of(1)], [undefined]])("%o has no order beside a text", (any) => {
    expect([lt(any, "z"), le(any, "z"), gt(any, "z"), ge(any, "z")]).toEqual([false, false, false, false]);
    expect([lt("", any), le("", any), gt("", any), ge("", any)]).toEqual([false, false, false, false]);
  });

  test("a date is at most and at least the same instant", () => {
    expect([lt(early, new Date(early)), le(early, new Date(early)), ge(early, new Date(early))]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test.each<[Value]>([[undefined], ["abc"], [[]], [{}]])("%o has no order beside a number", (any) => {
    expect([lt(any, 1), le(any, 1), gt(any, 1), ge(any, 1)]).toEqual([false, false, false, false]);
  });
});
