import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { readPath } from "../../language/path.ts";
import { assertPlainPrototypes, isPrototypeName } from "../../language/prototype-names.ts";
import { at, get, isCollection, open, type Value } from "../../language/values.ts";
import { value } from "./arbitrary.ts";

const letters: Value = ["x", "y", "z"];

test.each<[Value, Value, Value]>([
  [letters, 1, "x"],
  [letters, 3, "z"],
  [letters, 4, undefined],
  [letters, 0, undefined],
  [letters, -1, "z"],
  [letters, -3, "x"],
  [letters, -4, undefined],
  [letters, 1.5, undefined],
  [letters, "2", "y"],
  [letters, "0", undefined],
  [letters, "-1", undefined],
  [letters, "length", undefined],
  [letters, "q", undefined],
  [letters, "1a", undefined],
  [letters, "a1", undefined],
  [[..."abcdefghijkl"], "12", "l"],
  [[], 1, undefined],
  [{ a: 1 }, "a", 1],
  [{ "0": "colA" }, "0", "colA"],
  [{ "0": "colA" }, 0, undefined],
  [{ "1": { a: 1 } }, 1, { a: 1 }],
  [{ "": 1 }, undefined, undefined],
  [{ null: 1 }, null, undefined],
  ["text", 1, undefined],
  ["text", "length", undefined],
  [null, "a", undefined],
  [undefined, 1, undefined],
  [new Date(0), "getTime", undefined],
  [Uint8Array.of(7), 1, undefined],
])("at(%o, %o) is %o", (object, key, found) => {
  expect(at(object, key)).toEqual(found);
});

test("only own keys are found", () => {
  expect(get({ constructor: 1 }, "constructor")).toBe(1);
  expect(get({}, "constructor")).toBeUndefined();
  expect(get(JSON.parse('{"__proto__":{"a":1}}'), "__proto__")).toEqual({ a: 1 });
  expect(get({}, "__proto__")).toBeUndefined();
  expect(get([1], "length")).toBeUndefined();
  expect(get("abc", "length")).toBeUndefined();
  expect(get(new Date(0), "getTime")).toBeUndefined();
});

/** What generated code does with a key: it is read as it stands unless a prototype may have it. */
function read(object: Value, key: string): Value {
  return isPrototypeName(key) ? get(object, key) : open(object)?.[key];
}

test("no read of any value ever finds what is not its own", () => {
  const builtin = [Object, Array, String, Number, Boolean, Date, Uint8Array, Object.getPrototypeOf(Uint8Array)].flatMap(
    ({ prototype }) => Object.getOwnPropertyNames(prototype),
  );
  const key = fc.oneof(fc.string(), fc.constantFrom(...new Set(builtin)));
  fc.assert(
    fc.property(value, key, (object, name) => {
      fc.pre(object !== null);
      const own = isCollection(object) && Object.hasOwn(object, name) ? object[name] : undefined;
      // A byte or a character by its number is what generated code asks `at` for.
      if (!/^\d+$/.test(name)) expect(read(object, name)).toBe(own);
      expect(get(object, name)).toBe(own);
      if (!Array.isArray(object)) expect(at(object, name)).toBe(own);
    }),
    { numRuns: 1000 },
  );
});

describe("paths that are known only when the template runs", () => {
  const object: Value = { a: { b: [10, 20, { c: 30 }] }, "x.y": 1, "some property": 5, e: { "": 2 } };

  test.each<[string, Value]>([
    ["a.b", [10, 20, { c: 30 }]],
    ["a.b.3.c", 30],
    ["a.b[3].c", 30],
    ["a.b[-1].c", 30],
    ["a.b[]", 10],
    ["a.b[0]", undefined],
    ["a['b'][2]", 20],
    ["some property", 5],
    ["`x.y`", 1],
    ["x.y", undefined],
    ["a.zz.yy", undefined],
    ["__proto__.constructor", undefined],
    ["a.b.length", undefined],
    ["", undefined],
  ])("%s", (path, found) => {
    expect(readPath(object, path)).toEqual(found);
  });
});

describe("prototypes", () => {
  afterEach(() => {
    Reflect.deleteProperty(Object.prototype, "polluted");
    Reflect.deleteProperty(Array.prototype, "polluted");
  });

  test("the list has every name that this engine's prototypes have", () => {
    const prototypes = [
      Object.prototype,
      Array.prototype,
      String.prototype,
      Number.prototype,
      Boolean.prototype,
      Date.prototype,
      Uint8Array.prototype,
      Object.getPrototypeOf(Uint8Array.prototype),
    ];
    const missing = prototypes.flatMap((prototype) =>
      Object.getOwnPropertyNames(prototype).filter((name) => !isPrototypeName(name)),
    );
    expect(missing).toEqual([]);
  });

  test("they are plain", () => {
    expect(() => assertPlainPrototypes()).not.toThrow();
  });

  test("an enumerable addition is refused", () => {
    Object.assign(Object.prototype, { polluted: () => 1 });
    expect(() => assertPlainPrototypes()).toThrow("`Object.prototype.polluted` is no part of JavaScript");
  });

  test("a hidden value or getter is refused", () => {
    Object.defineProperty(Array.prototype, "polluted", { get: () => 1, configurable: true });
    expect(() => assertPlainPrototypes()).toThrow("`Array.prototype.polluted` is no part of JavaScript");
  });
});
