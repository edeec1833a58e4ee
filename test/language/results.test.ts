import { expect, test } from "vitest";
import { builtins } from "../../language/functions/index.ts";
import { show } from "../../language/type-relations.ts";
import { type CollectionType, type Type, t, union } from "../../language/types.ts";

const texts = t.array(t.text);
const person = t.collection({ name: t.text, age: t.number });
const people = t.array(person);
const nicknamed: CollectionType = {
  ...person,
  fields: new Map([...person.fields, ["nick", { type: t.text, optional: true }]]),
};

/** What a call gives, by the types of its arguments; of a function whose row does not say, of any arguments. */
function resultOf(name: string, args: readonly Type[]): Type | undefined {
  const returns = builtins.get(name)?.returns;
  return typeof returns === "function" ? returns(args) : returns;
}

test.each<[string, readonly Type[], string]>([
  ["first", [texts], "text or undefined"],
  ["first", [t.text], "text or undefined"],
  ["last", [texts], "text or undefined"],
  ["pop", [texts], "text or undefined"],
  ["shift", [texts], "text or undefined"],
  ["slice", [texts, t.number], "array of text"],
  ["sort", [texts], "array of text"],
  ["reverse", [texts], "array of text"],
  ["shuffle", [texts], "array of text"],
  ["remove", [texts, t.text], "array of text"],
  ["distinct", [texts], "array of text"],
  ["deduplicate", [texts], "array of text"],
  ["add", [texts, t.number, t.undefined], "array of (text, number or null)"],
  ["add", [t.null, t.number], "array"],
  ["merge", [], "array"],
  ["merge", [texts, t.array(t.number)], "array of (text or number)"],
  ["flatten", [t.array(texts)], "array of text"],
  ["flatten", [t.array(union(t.number, texts))], "array of (number or text)"],
  ["flatten", [t.array(t.array(texts))], "array of array of text"],
  ["flatten", [t.array(texts), t.number], "array"],
  ["map", [people, t.textOf("name")], "array of text"],
  ["map", [people, t.textOf("gone")], "array of null"],
  ["map", [people, t.text], "array"],
  ["toArray", [t.collection({ a: t.number })], "array of collection"],
  ["toCollection", [people, t.textOf("name"), t.textOf("age")], "collection of number"],
  ["keys", [person], "array of text"],
  ["get", [person, t.textOf("age")], "number"],
  ["get", [person, t.text], "any"],
  ["get", [], "any"],
  ["if", [t.boolean, t.text, t.number], "text or number"],
  ["if", [t.boolean, t.text], "text or undefined"],
  ["ifempty", [t.text, t.number], "text or number"],
  ["ifempty", [union(t.date, t.null, t.undefined), t.number], "date or number"],
  ["ifempty", [t.null, t.number], "number"],
  ["ifempty", [t.textOf(""), t.number], "number"],
  ["switch", [t.text, t.text, t.number, t.text, t.date], "number, date or null"],
  ["switch", [t.text, t.text, t.number, t.boolean], "number or boolean"],
  ["pick", [person, t.textOf("name")], "collection {name: text}"],
  ["pick", [person, t.textOf("name", "age")], "collection {name?: text, age?: number}"],
  ["pick", [nicknamed, t.textOf("nick"), t.textOf("name")], "collection {nick?: text, name: text}"],
  ["pick", [union(person, t.null), t.textOf("name")], "collection {name?: text}"],
  ["pick", [person, t.textOf("gone")], "collection"],
  ["pick", [t.mapOf(t.number), t.textOf("a")], "collection {a?: number}"],
  ["pick", [person, t.text], "collection {name?: text, age?: number}"],
  ["pick", [t.any, t.text], "collection"],
  ["omit", [person, t.textOf("name")], "collection {age: number}"],
  ["omit", [person, t.textOf("name"), t.textOf("gone")], "collection {age: number}"],
  ["omit", [person, t.textOf("name", "age")], "collection {name?: text, age?: number}"],
  ["omit", [person, t.text], "collection {name?: text, age?: number}"],
  ["omit", [t.any, t.textOf("name")], "collection"],
  ["formatNumber", [t.number, t.number], "text"],
  ["parseDate", [t.text], "date"],
  ["contains", [texts, t.text], "boolean"],
  ["median", [t.number], "number or null"],
])("the result of %s of %j is %s", (name, args, shown) => {
  expect(show(resultOf(name, args) ?? t.undefined)).toBe(shown);
});

test("a text that is not empty is one of its other texts", () => {
  expect(resultOf("ifempty", [t.textOf("", "a"), t.textOf("b")])).toEqual(t.textOf("a", "b"));
});

test("what `pick` and `omit` make of a collection says so", () => {
  expect(resultOf("pick", [person, t.textOf("name")])).toHaveProperty("origin", "what `pick` takes");
  expect(resultOf("omit", [{ ...person, origin: "attach" }, t.textOf("name")])).toHaveProperty(
    "origin",
    "what `omit` leaves",
  );
  expect(resultOf("omit", [person, t.textOf("name")])).not.toHaveProperty("origin");
});
