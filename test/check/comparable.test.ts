import { expect, test } from "vitest";
import { equality, ordering } from "../../compiler/check/comparable.ts";
import { type Type, t, union } from "../../language/types.ts";

const types = {
  any: t.any,
  nothing: union(t.undefined, t.null),
  undefined: t.undefined,
  null: t.null,
  boolean: t.boolean,
  number: t.number,
  date: t.date,
  buffer: t.buffer,
  text: t.text,
  digits: t.textOf("1", "2"),
  words: t.textOf("on", "off"),
  both: t.textOf("on", "1"),
  array: t.array(t.text),
  collection: t.collection({ a: t.text }),
  either: union(t.array(t.text), t.number),
  sides: union(t.boolean, t.collection({})),
} satisfies Readonly<Record<string, Type>>;

type Name = keyof typeof types;

test.each<[Name, Name, string]>([
  ["any", "collection", "plain"],
  ["undefined", "array", "plain"],
  ["null", "number", "plain"],
  ["nothing", "buffer", "plain"],
  ["boolean", "boolean", "plain"],
  ["array", "array", "plain"],
  ["date", "date", "plain"],
  ["text", "words", "plain"],
  ["both", "words", "plain"],
  ["digits", "words", "other text"],
  ["number", "text", "converted"],
  ["number", "digits", "converted"],
  ["number", "both", "converted"],
  ["number", "words", "never"],
  ["number", "boolean", "converted"],
  ["number", "date", "converted"],
  ["date", "words", "never"],
  ["array", "text", "never"],
  ["array", "number", "never"],
  ["collection", "number", "never"],
  ["collection", "array", "never"],
  ["buffer", "number", "never"],
  ["buffer", "text", "never"],
  // What fits best counts.
  ["either", "number", "plain"],
  ["either", "text", "converted"],
  ["either", "words", "never"],
  ["sides", "number", "converted"],
])("%s = %s is %s", (a, b, expected) => {
  expect(equality(types[a], types[b])).toBe(expected);
  expect(equality(types[b], types[a])).toBe(expected);
});

test.each<[Name, Name, string]>([
  ["number", "number", "plain"],
  ["text", "text", "plain"],
  ["digits", "words", "plain"],
  ["words", "words", "plain"],
  ["any", "words", "plain"],
  ["null", "number", "plain"],
  ["undefined", "words", "plain"],
  ["nothing", "boolean", "plain"],
  ["number", "text", "plain"],
  ["number", "digits", "plain"],
  ["number", "both", "plain"],
  ["number", "words", "never"],
  ["date", "words", "never"],
  ["boolean", "words", "never"],
  ["date", "date", "plain"],
  ["date", "number", "plain"],
  ["date", "text", "converted"],
  ["date", "digits", "converted"],
  ["boolean", "boolean", "converted"],
  ["boolean", "number", "converted"],
  ["boolean", "text", "converted"],
  ["array", "any", "never"],
  ["array", "number", "never"],
  ["collection", "null", "never"],
  ["collection", "text", "never"],
  ["buffer", "buffer", "never"],
  ["buffer", "number", "never"],
  ["either", "number", "plain"],
  ["either", "words", "never"],
  ["sides", "number", "converted"],
])("%s < %s is %s", (a, b, expected) => {
  expect(ordering(types[a], types[b])).toBe(expected);
  expect(ordering(types[b], types[a])).toBe(expected);
});

test("a type without alternatives has nothing to complain of", () => {
  expect(equality({ kind: "union", of: [] }, t.number)).toBe("plain");
});
