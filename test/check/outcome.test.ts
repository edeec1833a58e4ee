import { expect, test } from "vitest";
import { outcome } from "../../compiler/check/outcome.ts";

test.each([
  ["=", [false, true, false]],
  ["!=", [true, false, true]],
  ["<", [true, false, false]],
  ["<=", [true, true, false]],
  [">", [false, false, true]],
  [">=", [false, true, true]],
] as const)("%s of less, of the same and of more is %j", (operator, expected) => {
  expect([1, 2, 3].map((left) => outcome(operator, left, 2))).toEqual(expected);
});

test.each(["&", "|", "+", "-", "++", "*", "/", "%", "join"] as const)("%s compares nothing", (operator) => {
  expect(outcome(operator, 1, 2)).toBeUndefined();
});
