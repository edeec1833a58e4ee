import { expect, test } from "vitest";
import { identityOf } from "../../language/identity.ts";
import { site, type Value } from "../../language/values.ts";

const at = site("distinct", "template:1:1");
const day = new Date("2024-05-20T00:00:00Z");

test.each<[Value, Value]>([
  [1, "1"],
  [true, "true"],
  [null, undefined],
  [day, new Date(day)],
  [Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
  [
    [1, null],
    [1, undefined],
  ],
  [
    { a: 1, b: [true] },
    { b: [true], a: 1 },
  ],
])("%o is the same to a user as %o", (a, b) => {
  expect(identityOf(at, a)).toBe(identityOf(at, b));
});

test.each<[Value, Value]>([
  ["", null],
  ["null", null],
  [0, null],
  [day, day.toISOString()],
  [day, new Date(day.getTime() + 1)],
  [day, day.getTime()],
  [Uint8Array.of(1), Uint8Array.of(2)],
  [Uint8Array.of(97), "a"],
  [[1], 1],
  [[1], ["1"]],
  [[true], ["true"]],
  [[null], ["null"]],
  [["a", "b"], ["a,b"]],
  [
    [[1], 2],
    [1, 2],
  ],
  [{ a: 1 }, { a: "1" }],
  [{ a: 1 }, { b: 1 }],
  [{ a: [day] }, { a: [] }],
  [{ a: Uint8Array.of(1) }, { a: Uint8Array.of(2) }],
])("%o is another to a user than %o", (a, b) => {
  expect(identityOf(at, a)).not.toBe(identityOf(at, b));
});

test("1000 levels are compared, one more is not", () => {
  const nested = (levels: number) => Array.from({ length: levels }).reduce<Value>((value) => [value], "x");
  expect(identityOf(at, nested(1000))).toContain("x");
  expect(() => identityOf(at, nested(1001))).toThrow("nested more than 1000 levels deep");
});
