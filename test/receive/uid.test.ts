import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import { uidText } from "../../runtime/receive/uid.ts";
import { bundles, post, received } from "./post.ts";

describe("uidText", () => {
  it.each<[Value, string]>([
    ["a", "a"],
    [" a ", " a "],
    ["A", "A"],
    ["01", "01"],
    [1, "1"],
    [0, "0"],
    [-0, "0"],
    [-17, "-17"],
    [9007199254740991, "9007199254740991"],
    ["__proto__", "__proto__"],
    ["0", "0"],
  ])("takes %j as %s", (value, text) => {
    expect(uidText(value)).toBe(text);
  });

  it.each<[string, Value]>([
    ["undefined", undefined],
    ["null", null],
    ["the empty text", ""],
    ["true", true],
    ["1.5", 1.5],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["an integer that doubles round", 2 ** 53],
    ["an array", ["a"]],
    ["a collection", { id: "a" }],
    ["a date", new Date(0)],
    ["a buffer", new Uint8Array([97])],
    ["half a character", "\ud83d"],
  ])("takes %s as nobody", (_what, value) => {
    expect(uidText(value)).toBeUndefined();
  });

  it("keeps different ids different, as many digits as they may have", () => {
    const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(
      fc.property(digits, fc.bigInt({ min: 1n, max: 3n }), (id, step) => {
        const one = uidText(parseJson(String(id)));
        const other = uidText(parseJson(String(id + step)));
        expect(one).toBe(String(id));
        expect(one).not.toBe(other);
      }),
    );
  });

  it("compares forms that look alike as different", () => {
    const alike = ["é", "e\u0301", "É", "1", "01", " 1", "1 ", "１"];
    expect(new Set(alike.map(uidText)).size).toBe(alike.length);
  });
});

it("long ids of a payload keep their digits from the wire to the owner and the bundle", () => {
  const body = '{"data":[{"id":12345678901234567890},{"id":12345678901234567891},{"id":9007199254740993}]}';
  const got = received({ iterate: ({ body: { data } = {} }) => data, uid: ({ item }) => item?.id }, post(body));
  expect(bundles(got)).toEqual(
    ["12345678901234567890", "12345678901234567891", "9007199254740993"].map((id) => [id, { id }]),
  );
});
