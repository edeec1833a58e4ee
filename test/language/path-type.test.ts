import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heldType, keyedType } from "../../language/entry-types.ts";
import { arrayType, asItem, itemType, oneItemType } from "../../language/item-type.ts";
import { pathKeys, readPath } from "../../language/path.ts";
import { pathType, typeAt } from "../../language/path-type.ts";
import { at } from "../../language/read.ts";
import { type Type, t, union } from "../../language/types.ts";
import type { Value } from "../../language/values.ts";

const person = t.collection({ name: t.text });
const people = t.array(person);

test.each<[Type, string | number, Type]>([
  [t.any, "a", t.any],
  [person, "name", t.text],
  [person, "nick", t.undefined],
  [t.collection({ 1: t.number }), 1, t.number],
  [t.collection({ 0: t.number }), 0, t.undefined],
  [t.collection({ 0: t.number }), "0", t.number],
  [people, 1, union(person, t.undefined)],
  [people, -1, union(person, t.undefined)],
  [people, "2", union(person, t.undefined)],
  [people, 0, t.undefined],
  [people, "name", t.undefined],
  [t.text, 1, t.undefined],
  [t.date, "name", t.undefined],
  [union(person, t.null), "name", union(t.text, t.undefined)],
  [t.mapOf(t.number), "a", union(t.number, t.undefined)],
])("%o at %o is %o", (type, key, expected) => {
  expect(typeAt(type, key)).toEqual(expected);
});

test.each<[Type, Type, Type]>([
  [people, t.textOf("1.name"), union(t.text, t.undefined)],
  [people, t.textOf("[1].name", "length"), union(t.text, t.undefined)],
  [people, t.text, t.any],
  [people, t.any, t.any],
  [people, t.number, union(person, t.undefined)],
  [person, t.number, t.any],
  [union(people, t.null), t.number, union(person, t.undefined)],
])("%o at the path %o is %o", (type, path, expected) => {
  expect(pathType(type, path)).toEqual(expected);
});

test("reading the keys of a path one by one reads the path", () => {
  expect(pathKeys("a")).toEqual(["a"]);
  expect(pathKeys("a.b[2].`c.d`[]['e']")).toEqual(["a", "b", 2, "c.d", 1, "e"]);
  const value: Value = { a: { b: [1, { c: "x" }], "": "empty" }, "a.b": 2 };
  const step = fc.constantFrom("a", ".b", ".", "[2]", "[-1]", "['c']", ".c", "`a.b`", "[", "[]", "1");
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      const path = steps.join("");
      expect(pathKeys(path).reduce((held: Value, key) => at(held, key), value)).toEqual(readPath(value, path));
    }),
  );
});

describe("items", () => {
  test.each<[Type | undefined, Type]>([
    [people, person],
    [t.text, t.text],
    [t.null, t.any],
    [undefined, t.any],
    [union(t.array(t.text), t.undefined), t.text],
    [union(t.array(t.text), t.number), union(t.text, t.number)],
  ])("of what is given for an array, %o: %o", (given, item) => {
    expect(itemType(given)).toEqual(item);
    expect(arrayType(given)).toEqual(t.array(item));
    expect(oneItemType(given)).toEqual(union(item, t.undefined));
  });

  test("are null instead of undefined", () => {
    expect(asItem(t.undefined)).toEqual(t.null);
    expect(asItem(union(t.text, t.undefined))).toEqual(union(t.text, t.null));
    expect(asItem(t.text)).toEqual(t.text);
  });
});

test("what collections hold", () => {
  expect(heldType(t.collection({ a: t.text, b: t.undefined }))).toEqual(union(t.text, t.null));
  expect(heldType(t.open({ a: t.text }))).toEqual(t.any);
  expect(heldType(t.mapOf(t.number))).toEqual(t.number);
  expect(heldType(t.collection({}))).toEqual(t.any);
  expect(heldType(union(person, t.null))).toEqual(t.text);
  expect(heldType()).toEqual(t.any);
  expect(keyedType(union(t.number, t.undefined))).toEqual(t.mapOf(t.number));
  expect(keyedType(t.number)).toEqual(t.mapOf(t.number));
  expect(keyedType(t.undefined)).toEqual(t.open());
  expect(keyedType(t.any)).toEqual(t.open());
});
