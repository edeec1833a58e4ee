import { describe, expect, expectTypeOf, test } from "vitest";
import { assignable, convertible, fieldOf, itemOf, present, show, subtype } from "../../language/type-relations.ts";
import { type CollectionType, sameType, type Type, t, typeOf, union, type ValueOf } from "../../language/types.ts";
import type { Collection, Value } from "../../language/values.ts";

const user: CollectionType = {
  kind: "collection",
  open: false,
  fields: new Map([
    ["id", { type: t.number, optional: false }],
    ["name", { type: t.text, optional: true }],
  ]),
};
const bot = t.collection({ id: t.text });
const headers = t.mapOf(t.text);

test("TypeScript knows the values of a type", () => {
  expectTypeOf<ValueOf<typeof t.text>>().toEqualTypeOf<string>();
  expectTypeOf<ValueOf<typeof t.any>>().toEqualTypeOf<Value>();
  expectTypeOf<ValueOf<Type>>().toEqualTypeOf<Value>();
  const texts = t.array(t.text);
  expectTypeOf<ValueOf<typeof texts>>().toEqualTypeOf<readonly string[]>();
  const either = t.oneOf(t.text, t.buffer);
  expectTypeOf<ValueOf<typeof either>>().toEqualTypeOf<string | Uint8Array>();
  expectTypeOf<ValueOf<typeof bot>["id"]>().toEqualTypeOf<string>();
  expectTypeOf<ValueOf<typeof headers>>().toExtend<Readonly<Record<string, string>>>();
  expectTypeOf<ValueOf<CollectionType>>().toEqualTypeOf<Collection>();
});

describe("union", () => {
  test("flattens, merges what is the same, and arrays", () => {
    expect(union(t.text, t.text)).toEqual(t.text);
    expect(union(t.text, union(t.number, t.text))).toEqual({ kind: "union", of: [t.text, t.number] });
    expect(union(t.array(t.text), t.array(t.number))).toEqual(t.array(union(t.text, t.number)));
    expect(union(user, bot, user)).toEqual({ kind: "union", of: [user, bot] });
  });

  test("any absorbs all others, none is undefined", () => {
    expect(union(t.text, t.any)).toEqual(t.any);
    expect(union()).toEqual(t.undefined);
  });
});

test("the origin of a collection is no part of its type", () => {
  expect(sameType(user, { ...user, origin: "attach" })).toBe(true);
  expect(sameType(user, { ...user, open: true })).toBe(false);
  expect(sameType(headers, t.mapOf(t.number))).toBe(false);
  expect(sameType(union(t.text, t.null), union(t.null, t.text))).toBe(true);
});

test.each<[Value, string]>([
  ["a", "text"],
  [[], "array"],
  [[1, 2], "array of number"],
  [[1, "a"], "array of (number or text)"],
  [{ a: 1, b: [null] }, "collection {a: number, b: array of null}"],
  [new Uint8Array(), "buffer"],
])("%o is of the type %s", (value, shown) => {
  expect(show(typeOf(value))).toBe(shown);
});

test.each<[Type, Type, boolean, boolean]>([
  [t.text, t.text, true, true],
  [t.text, t.any, true, true],
  [t.any, t.text, true, false],
  [t.number, t.text, false, false],
  [t.array(t.any), t.array(t.text), true, false],
  [t.array(t.text), t.array(t.any), true, true],
  [union(t.text, t.undefined), t.text, false, false],
  [t.text, t.oneOf(t.text, t.buffer), true, true],
  [union(t.text, t.buffer), t.oneOf(t.buffer, t.text, t.number), true, true],
  [user, t.open(), true, true],
  [user, t.collection({ id: t.number }), true, true],
  [user, t.collection({ name: t.text }), false, false],
  [t.open(), bot, true, false],
  [t.collection({ id: t.any }), bot, true, false],
  [bot, user, false, false],
])("%o for %o: assignable %s, subtype %s", (got, want, isAssignable, isSubtype) => {
  expect(assignable(got, want)).toBe(isAssignable);
  expect(subtype(got, want)).toBe(isSubtype);
});

test.each<[Type, Type, boolean]>([
  [t.date, t.text, true],
  [user, t.text, true],
  [t.text, t.array(t.any), true],
  [t.text, t.number, true],
  [t.array(t.any), t.number, false],
  [t.null, t.number, false],
  [union(t.text, t.null), t.number, true],
  [t.boolean, t.date, false],
  [t.text, t.open(), false],
  [t.null, t.open(), true],
  [t.any, t.open(), true],
  [t.date, t.oneOf(t.text, t.buffer), true],
  [t.date, t.oneOf(t.number, t.buffer), false],
])("%o converted to %o: %s", (got, want, possible) => {
  expect(convertible(got, want)).toBe(possible);
});

describe("reading", () => {
  test("a declared key has its type, and undefined if it may be missing", () => {
    expect(fieldOf(user, "id")).toEqual(t.number);
    expect(fieldOf(user, "name")).toEqual(union(t.text, t.undefined));
  });

  test("an undeclared key is any in an open collection, and cannot be in a closed one", () => {
    expect(fieldOf(t.open({ id: t.text }), "zz")).toEqual(t.any);
    expect(fieldOf(user, "zz")).toBeUndefined();
    expect(fieldOf(user, "constructor")).toBeUndefined();
    expect(fieldOf(headers, "x-count")).toEqual(union(t.text, t.undefined));
    expect(fieldOf(t.any, "zz")).toEqual(t.any);
    expect(fieldOf(t.text, "zz")).toBeUndefined();
  });

  test("a union has what its members have", () => {
    expect(fieldOf(union(user, bot), "id")).toEqual(union(t.number, t.text));
    expect(fieldOf(union(user, bot), "name")).toEqual(union(t.text, t.undefined));
    expect(fieldOf(union(user, t.null), "id")).toEqual(union(t.number, t.undefined));
    expect(fieldOf(union(user, bot), "zz")).toBeUndefined();
  });

  test("items", () => {
    expect(itemOf(t.array(t.text))).toEqual(union(t.text, t.undefined));
    expect(itemOf(union(t.array(t.text), t.null))).toEqual(union(t.text, t.undefined));
    expect(itemOf(t.any)).toEqual(t.any);
    expect(itemOf(user)).toBeUndefined();
  });

  test("what a template has asked for is present", () => {
    expect(present(union(t.text, t.undefined, t.null))).toEqual(t.text);
    expect(present(t.null)).toEqual(t.null);
    expect(present(t.any)).toEqual(t.any);
  });
});

test.each<[Type, string]>([
  [t.text, "text"],
  [union(t.text, t.number, t.null), "text, number or null"],
  [t.array(t.any), "array"],
  [t.array(user), "array of collection"],
  [t.open(), "collection"],
  [headers, "collection of text"],
  [user, "collection {id: number, name?: text}"],
  [t.open({ a: t.text }), "collection {a: text, …}"],
  [t.collection({ a: user }), "collection {a: collection}"],
  [
    t.collection({ a: t.any, b: t.any, c: t.any, d: t.any, e: t.any }),
    "collection {a: any, b: any, c: any, d: any, …}",
  ],
])("%o is shown as %s", (type, shown) => {
  expect(show(type)).toBe(shown);
});
