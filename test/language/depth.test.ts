import { describe, expect, test } from "vitest";
import {
  add_,
  deduplicate,
  distinct,
  flatten,
  keys,
  merge,
  remove,
  reverse,
  slice,
  sort,
  sum,
  toArray_,
  toCollection,
} from "../../language/functions/index.ts";
import { site, type Value } from "../../language/values.ts";

const at = site("f", "template:1:1");
const levels = 200_000;

function nested(wrap: (inner: Value) => Value): Value {
  let value: Value = 1;
  for (let i = 0; i < levels; i += 1) value = wrap(value);
  return value;
}

const arrays = [nested((inner) => [inner])];
const collections = [nested((inner) => ({ a: inner }))];

describe("values that are nested more deeply than functions can call each other", () => {
  test("are flattened", () => {
    expect(flatten(arrays, Number.POSITIVE_INFINITY)).toEqual([1]);
    expect(flatten(arrays, 3)).toHaveLength(1);
  });

  test.each([
    ["distinct", () => distinct(at, arrays)],
    ["distinct", () => distinct(at, collections)],
    ["deduplicate", () => deduplicate(at, collections)],
    ["remove", () => remove(at, arrays, 1)],
  ])("are refused by %s", (_, call) => {
    expect(call).toThrow("nested more than 1000 levels deep");
  });

  test.each([
    ["sort", () => sort([...arrays, ...collections])],
    ["reverse", () => reverse(arrays)],
    ["slice", () => slice(arrays, 0)],
    ["merge", () => merge(arrays, collections)],
    ["add", () => add_(at, arrays, collections)],
    ["keys", () => keys(at, { arrays })],
    ["toArray", () => toArray_({ arrays, collections })],
    ["toCollection", () => toCollection([{ key: "a", value: arrays }], "key", "value")],
    ["sum", () => sum(arrays, collections)],
  ])("are no matter to %s", (_, call) => {
    expect(call).not.toThrow();
  });
});

test("many items are no matter either", () => {
  const many = Array.from({ length: 300_000 }, (_, i) => i);
  expect(merge(many, many)).toHaveLength(600_000);
  expect(add_(at, many, 1)).toHaveLength(300_001);
  expect(flatten([many, many])).toHaveLength(600_000);
  expect(sum(many)).toBe((300_000 * 299_999) / 2);
});
