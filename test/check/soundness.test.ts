import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inferField } from "../../compiler/check/field.ts";
import { readField } from "../../compiler/manifest/field.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { isArray, isCollection } from "../../language/kinds.ts";
import { scopes } from "../../language/scopes.ts";
import { show } from "../../language/type-relations.ts";
import { type CollectionType, constantType, sameType, type Type, t, typeOf, union } from "../../language/types.ts";
import type { Collection, Value } from "../../language/values.ts";
import { type Case, compare } from "../reference/agreement.ts";
import { payloads } from "../reference/payload.ts";
import { templates } from "../reference/templates.ts";

test("what a template evaluates to is of the type that was inferred for it", async () => {
  const seed = 1;
  for (let batch = seed; batch < seed + 12; batch += 1) {
    const sample = fc.sample(cases, { seed: batch, numRuns: 400 });
    const compared = await compare(sample, new Map());
    for (const [index, each] of sample.entries()) {
      const type = inferred(each.template);
      for (const { compiled, payload } of compared[index] ?? []) {
        if (compiled.kind !== "value" || isOf(compiled.value, type)) continue;
        const shown = inspect({ seed: batch, value: compiled.value, type }, { depth: 9 });
        expect.fail(`${each.template} is no ${show(type)}\n${shown}\n${inspect(payload, { depth: 9 })}`);
      }
    }
  }
}, 120_000);

test.each<[Value, Type, boolean]>([
  ["a", t.text, true],
  ["a", t.textOf("a", "b"), true],
  ["c", t.textOf("a", "b"), false],
  [undefined, t.null, false],
  [{ a: 1 }, t.collection({ a: t.number }), true],
  [{ a: 1, b: 2 }, t.collection({ a: t.number }), false],
  [{ a: 1, b: 2 }, t.open({ a: t.number }), true],
  [{}, t.open({ a: t.number }), false],
  [{ a: "x" }, t.mapOf(t.number), false],
  [["x", null], t.array(union(t.text, t.null)), true],
])("%o of %o: %s", (value, type, is) => {
  expect(isOf(value, type)).toBe(is);
});

const cases: fc.Arbitrary<Case> = fc.record({
  template: templates,
  as: fc.constant("value"),
  equality: fc.constantFrom("loose", "strict"),
  payloads: fc.array(payloads, { minLength: 1, maxLength: 3 }),
});

function closed(required: Readonly<Record<string, Type>>, optional: Readonly<Record<string, Type>>): CollectionType {
  const fields = (types: Readonly<Record<string, Type>>, isOptional: boolean) =>
    Object.entries(types).map(([name, type]) => [name, { type, optional: isOptional }] as const);
  return { kind: "collection", fields: new Map([...fields(required, false), ...fields(optional, true)]), open: false };
}

const person = closed({ name: t.text }, { email: t.text, "content-type": t.text });
const row = closed({ name: t.text }, { id: t.any, label: t.text, qty: t.number, user: person });
/** What payload.ts makes. */
const item = closed(
  {
    text: t.text,
    title: t.text,
    id: union(t.textOf("12345678901234567890", "7"), t.number),
    n: t.number,
    price: t.number,
    flag: t.boolean,
    when: t.date,
    day: t.text,
    buf: t.buffer,
    tags: t.array(t.text),
    nums: t.array(t.any),
    rows: t.array(row),
    user: person,
    hostile: t.open(),
    odd: t.any,
    nothing: t.undefined,
    empty: t.null,
    emails: t.array(t.any),
  },
  {},
);

const variables: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...[...scopes.OwnerScope].map(([name, { type }]): [string, Type] => [name, type]),
  ["item", item],
  ["statusCode", t.number],
  ["method", t.textOf("POST", "GET")],
  ["1", person],
  ["newline", union(t.textOf("shadowed"), t.undefined)],
  ["value", t.any],
  ["result", t.text],
  ["query", closed({}, { q: t.textOf("1"), list: t.array(t.textOf("a", "b")) })],
  ["parameters", union(closed({}, { field: t.textOf("name"), n: t.text }), t.undefined)],
]);

function inferred(text: string): Type {
  const uri = "webhook.iml.json";
  const json = parseJson({ uri, text });
  if (!json.value) throw new Error(`No JSON: ${text}`);
  const { value } = readField(json.value, { uri, isVariable: (name) => variables.has(name) });
  return inferField(value, {
    uri,
    scope: "OwnerScope",
    variables,
    custom: new Map(),
    types: new Map(),
    diagnostics: [],
  });
}

function isOf(value: Value, type: Type): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "union":
      return type.of.some((each) => isOf(value, each));
    case "array":
      return isArray(value) && value.every((each) => isOf(each, type.of));
    case "collection":
      return isCollection(value) && hasFields(value, type);
    case "text":
      return typeof value === "string" && (!type.values || type.values.includes(value));
    case "undefined":
    case "null":
    case "boolean":
    case "number":
    case "date":
    case "buffer":
      return !isArray(value) && !isCollection(value) && sameType(typeOf(value), type);
  }
}

function hasFields(value: Collection, { fields, open, rest = t.any }: CollectionType): boolean {
  const declared = [...fields].every(([name, { type, optional }]) => {
    const held = Object.hasOwn(value, name) ? value[name] : undefined;
    return isOf(held, optional ? union(type, t.undefined) : type);
  });
  const others = Object.keys(value).filter((name) => !fields.has(name));
  return declared && (open ? others.every((name) => isOf(value[name], rest)) : others.length === 0);
}

test("a text that is written is of its own type only", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(isOf(a, constantType(b))).toBe(a === b);
    }),
  );
});
