import fc from "fast-check";
import { expect, test } from "vitest";
import { orders, sorted } from "../../language/order.ts";
import { gt, type Value } from "../../language/values.ts";
import { value } from "./arbitrary.ts";

const itself = (item: Value) => item;
const order = fc.constantFrom(...orders);

test("nothing is lost or added, and what is sorted stays so", () => {
  fc.assert(
    fc.property(fc.array(value), order, (items, by) => {
      const once = sorted(items, itself, by);
      expect(new Set(once)).toEqual(new Set(items));
      expect(once.length).toBe(items.length);
      expect(sorted(once, itself, by)).toEqual(once);
    }),
  );
});

test("no number and no text stands before a lesser one", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.double({ noNaN: true })), fc.array(fc.string())), (items) => {
      const up: readonly Value[] = sorted<Value>(items, itself, "asc");
      expect(up.some((item, i) => i > 0 && gt(up[i - 1], item))).toBe(false);
      const down: readonly Value[] = sorted<Value>(items, itself, "desc");
      expect(down.some((item, i) => i > 0 && gt(item, down[i - 1]))).toBe(false);
    }),
  );
});

test("items that compare alike stay in their order, whichever way they are sorted", () => {
  const items = [
    { n: 1, i: 1 },
    { n: 0, i: 2 },
    { n: 1, i: 3 },
    { n: 0, i: 4 },
  ];
  const places = (by: "asc" | "desc") => sorted(items, ({ n }) => n, by).map(({ i }) => i);
  expect(places("asc")).toEqual([2, 4, 1, 3]);
  expect(places("desc")).toEqual([1, 3, 2, 4]);
});
