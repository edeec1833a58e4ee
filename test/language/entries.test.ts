import fc from "fast-check";
import { expect, test } from "vitest";
import { toJson } from "../../language/json.ts";
import { compact, list, spread, toText, urlText, type Value } from "../../language/values.ts";
import { anyCharacter } from "../characters.ts";
import { collection, value } from "./arbitrary.ts";

const before = JSON.stringify(Object.getOwnPropertyDescriptors(Object.prototype));

test("compact leaves out exactly the undefined values, and nothing of the object if there are none", () => {
  fc.assert(
    fc.property(collection, (object) => {
      const result = compact(object);
      const kept = Object.keys(object).filter((key) => object[key] !== undefined);
      expect(Object.keys(result)).toEqual(kept);
      for (const key of kept) expect(result[key]).toBe(object[key]);
      expect(result === object).toBe(kept.length === Object.keys(object).length);
      expect(compact(result)).toBe(result);
    }),
  );
});

test("list puts null in place of undefined, and nothing else", () => {
  fc.assert(
    fc.property(fc.array(value), (items) => {
      const result = list(items);
      expect(result).toHaveLength(items.length);
      for (const [i, item] of items.entries()) expect(result[i]).toBe(item === undefined ? null : item);
      expect(list(result)).toBe(result);
    }),
  );
});

test("a target sees the same as JSON", () => {
  fc.assert(
    fc.property(collection, fc.array(value), (object, items) => {
      expect(toJson(compact(object))).toBe(toJson(object));
      expect(toJson(list(items))).toBe(toJson(items));
    }),
  );
});

test("a key without a value is not spread", () => {
  expect(Object.keys({ a: 0, ...spread({ a: undefined, b: undefined, c: null }) })).toEqual(["a", "c"]);
});

test("only a collection has something to spread", () => {
  expect({ a: 0, ...spread({ a: 1, b: 2 }) }).toEqual({ a: 1, b: 2 });
  for (const other of [undefined, null, "text", 5, true, [1, 2], new Date(0), Uint8Array.of(1)]) {
    expect({ ...spread(other) }).toEqual({});
  }
});

test("a key `__proto__` is a key like any other", () => {
  const hostile: Value = JSON.parse('{"__proto__":{"polluted":true},"gone":1}');
  const result = compact({ ...spread(hostile), gone: undefined });
  expect(toJson(result)).toBe('{"__proto__":{"polluted":true}}');
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(JSON.stringify(Object.getOwnPropertyDescriptors(Object.prototype))).toBe(before);
});

test.each<[readonly Value[], string]>([
  [["https://example.com/"], "https://example.com/"],
  [["https://example.com/hooks/", "a b/c?d=é&"], "https://example.com/hooks/a%20b%2Fc%3Fd%3D%C3%A9%26"],
  [["", "https://acme.example.com/v2", "/hooks/", 5, ""], "https://acme.example.com/v2/hooks/5"],
  [["", "https://a", "", "/x"], "https://a%2Fx"],
  [["/hooks/", null], "/hooks/"],
  [["/", "\ud800"], "/%EF%BF%BD"],
])("the URL of %o is %s", (parts, url) => {
  expect(urlText(parts)).toBe(url);
});

test("a value that does not begin a URL cannot leave its segment", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (hole) => {
      fc.pre(hole !== "." && hole !== "..");
      const url = new URL(urlText(["https://example.com/a/", hole, "/b?c=1"]));
      expect(url.origin).toBe("https://example.com");
      expect(url.search).toBe("?c=1");
      expect(url.pathname.split("/")).toHaveLength(4);
      expect(decodeURIComponent(url.pathname.split("/")[2] ?? "")).toBe(toText(hole).toWellFormed());
    }),
  );
});
