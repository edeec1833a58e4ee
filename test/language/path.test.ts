import { expect, test } from "vitest";
import { readPath } from "../../language/path.ts";
import type { Value } from "../../language/values.ts";
import { computed } from "../computed.ts";

const order = {
  lines: [{ sku: "A1", "net.price": 5 }, { sku: "B2" }],
  "x y": 1,
  "a]b": 2,
  a1: 3,
  "1a": 4,
  "it's 'so'": 5,
  "'so' it's": 6,
};

test.each<[string, Value]>([
  ["lines.1.sku", "A1"],
  ["lines[2].sku", "B2"],
  ["lines[-1].sku", "B2"],
  ["lines[].sku", "A1"],
  ["lines[0].sku", undefined],
  ["lines.1.`net.price`", 5],
  ["lines[1]['net.price']", 5],
  ['["x y"]', 1],
  ["x y", 1],
  ["lines[2", { sku: "B2" }],
  ["lines.constructor.name", undefined],
  ["", undefined],
  ["a]b", 2],
  ["lines[ ].sku", "A1"],
  ["lines[ 2 ].sku", "B2"],
  ["[a1]", 3],
  ["[1a]", 4],
  ["[ 'x y' ]", 1],
  ['["x y"]', 1],
  ["[`x y`]", 1],
  ["[it's 'so']", 5],
  ["['so' it's]", 6],
  ["x y.z", undefined],
])("%s", (path, value) => {
  expect(readPath(order, path)).toEqual(value);
});

test("a path of brackets that are never closed is read at once", () => {
  const start = computed();
  expect(readPath(order, "[".repeat(200_000))).toBeUndefined();
  expect(computed() - start).toBeLessThan(2000);
});
