import { describe, expect, test } from "vitest";
import { convertible } from "../../language/type-relations.ts";
import { type CollectionType, sameType, type Type, t, union } from "../../language/types.ts";

const ab = t.collection({ a: t.text, b: t.number });
const optional: CollectionType = { ...ab, fields: new Map([...ab.fields, ["b", { type: t.number, optional: true }]]) };

describe("types", () => {
  test.each<[Type, Type]>([
    [{ kind: "date" }, { kind: "date" }],
    [t.array(t.text), t.array({ kind: "text" })],
    [t.textOf("a", "b"), t.textOf("b", "a")],
    [t.collection({ b: t.number, a: t.text }), ab],
    [t.mapOf(t.text), t.mapOf(t.text)],
    [t.open(), t.mapOf(t.any)],
    [t.oneOf(t.text, t.null, t.date), t.oneOf(t.date, t.text, t.null)],
    [t.oneOf(t.array(t.text), ab), t.oneOf(t.collection({ a: t.text, b: t.number }), t.array(t.text))],
  ])("%j is the same as %j", (a, b) => {
    expect([sameType(a, b), sameType(b, a)]).toEqual([true, true]);
  });

  test.each<[Type, Type]>([
    [t.date, t.number],
    [t.text, t.any],
    [t.text, t.textOf("a")],
    [t.textOf("a"), t.textOf("b")],
    [t.textOf("a"), t.textOf("a", "b")],
    [t.textOf("a", "b"), t.textOf("a", "c")],
    [t.array(t.text), t.array(t.number)],
    [t.array(t.text), t.text],
    [t.array(t.text), t.open()],
    [ab, t.collection({ a: t.text })],
    [ab, t.collection({ a: t.text, c: t.number })],
    [ab, t.collection({ a: t.number, b: t.number })],
    [ab, t.collection({ a: t.text, b: t.text })],
    [ab, t.open({ a: t.text, b: t.number })],
    [ab, optional],
    [ab, t.array(t.any)],
    [t.mapOf(t.text), t.mapOf(t.number)],
    [t.oneOf(t.text, t.null), t.oneOf(t.text, t.date)],
    [t.oneOf(t.text, t.null), t.oneOf(t.text, t.null, t.date)],
    [t.oneOf(t.text, t.null), t.text],
  ])("%j is not the same as %j", (a, b) => {
    expect([sameType(a, b), sameType(b, a)]).toEqual([false, false]);
  });

  test("are merged where they are the same, and only there", () => {
    expect(union(ab, t.collection({ a: t.text, b: t.number }))).toEqual(ab);
    expect(union(ab, optional)).toEqual({ kind: "union", of: [ab, optional] });
    expect(union(t.date, t.buffer, { kind: "date" })).toEqual({ kind: "union", of: [t.date, t.buffer] });
    expect(union(t.textOf("a"), t.textOf("b"), t.textOf("a"))).toEqual(t.textOf("a", "b"));
    expect(union(t.textOf("a"), t.text)).toEqual(t.text);
    expect(union(t.number, t.array(t.text), t.textOf("a"), t.array(t.date))).toEqual({
      kind: "union",
      of: [t.number, t.array({ kind: "union", of: [t.text, t.date] }), t.textOf("a")],
    });
  });
});

/** What becomes of a value where another type is wanted, as Make's documentation of type coercion has it. */
describe("a value is converted", () => {
  const all = [t.undefined, t.null, t.boolean, t.number, t.text, t.date, t.buffer, t.array(t.any), t.open()] as const;

  test.each<[Type, readonly Type["kind"][]]>([
    [t.any, all.map(({ kind }) => kind)],
    [t.text, all.map(({ kind }) => kind)],
    [t.boolean, all.map(({ kind }) => kind)],
    [t.buffer, all.map(({ kind }) => kind)],
    [t.array(t.any), all.map(({ kind }) => kind)],
    [t.number, ["boolean", "number", "text", "date"]],
    [t.date, ["number", "text", "date"]],
    [t.open(), ["undefined", "null", "collection"]],
    [t.undefined, ["undefined"]],
    [t.null, ["null"]],
    [t.oneOf(t.number, t.date), ["number", "date"]],
    [t.oneOf(t.number, t.text), all.map(({ kind }) => kind)],
  ])("to %j from %j alone", (want, kinds) => {
    expect(all.filter((got) => convertible(got, want)).map(({ kind }) => kind)).toEqual(kinds);
    expect(convertible(t.any, want)).toBe(true);
  });
});
