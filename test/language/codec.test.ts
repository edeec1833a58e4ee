import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTagged, decodeValue, encodeTagged, encodeValue } from "../../language/codec.ts";
import type { Value } from "../../language/values.ts";
import { value } from "./arbitrary.ts";

test("what is written is read again, value for value", () => {
  fc.assert(
    fc.property(value, (any) => {
      deepStrictEqual(decodeValue(encodeValue(any)), any);
    }),
    { numRuns: 2000 },
  );
});

test("plain values are plain JSON", () => {
  expect(encodeValue({ a: [1, "x", null, true, { $a: 1, $b: 2 }] })).toBe('{"a":[1,"x",null,true,{"$a":1,"$b":2}]}');
});

test.each<[Value]>([
  [{ $date: "2024-05-20T00:00:00.000Z" }],
  [{ $undefined: true }],
  [{ $base64: "AA==" }],
  [{ $collection: { $date: "2024-05-20T00:00:00.000Z" } }],
  [{ $collection: { $collection: 1 } }],
  [{ $number: "NaN" }],
  [{ $: [] }],
  [JSON.parse('{"__proto__":{"$date":"x"}}')],
  [{ a: undefined, b: [undefined, Number.NaN, -0, Number.NEGATIVE_INFINITY] }],
  [{ d: new Date(-1), b: Uint8Array.of(), n: 1e300 }],
  [2 ** 70],
])("%o is read again as it was", (given) => {
  deepStrictEqual(decodeValue(encodeValue(given)), given);
});

test("people write tags for what JSON has no word for", () => {
  const tagged = {
    d: { $date: "2024-05-20T00:00:00.000Z" },
    b: [{ $base64: "TWFrZQ==" }],
    u: { $undefined: true },
    n: { x: null },
  };
  const meant = {
    d: new Date("2024-05-20T00:00:00Z"),
    b: [new TextEncoder().encode("Make")],
    u: undefined,
    n: { x: null },
  };
  expect(decodeTagged(tagged)).toStrictEqual(meant);
  expect(encodeTagged(meant)).toStrictEqual(tagged);
  expect(encodeTagged([Number.NaN])).toEqual([null]);
});

test.each([["2024-05-20T10:30:00.5Z"], ["2024-05-20T12:30:00.500999+02:00"], ["2024-05-20T10:30:00.50"]])(
  "the date %s is one, to the millisecond",
  (written) => {
    expect(decodeTagged({ $date: written })).toEqual(new Date("2024-05-20T10:30:00.500Z"));
  },
);

test("dates may be written without a time, or without the offset of UTC", () => {
  expect(decodeTagged([{ $date: "2024-05-20" }, { $date: "2024-05-20T10:30" }])).toEqual([
    new Date("2024-05-20T00:00:00Z"),
    new Date("2024-05-20T10:30:00Z"),
  ]);
});

test("a tag is a collection of one key, whose value it is made for", () => {
  expect(decodeTagged({ $date: 1 })).toEqual({ $date: 1 });
  expect(decodeTagged({ a: 1, $undefined: true })).toEqual({ a: 1, $undefined: true });
  expect(encodeTagged([-0, 5, { $a: undefined }])).toStrictEqual([-0, 5, { $a: { $undefined: true } }]);
});

test.each<[Value]>([
  [{ $number: "1" }],
  [{ $date: "no date" }],
  [{ $base64: "?" }],
  [{ $undefined: 1 }],
  [{ $date: "2024-05-20", more: 1 }],
])("%o is no tag", (given) => {
  expect(decodeTagged(given)).toStrictEqual(given);
});
