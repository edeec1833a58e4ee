import { describe, expect, test } from "vitest";
import { checkBundle } from "../../compiler/check/bundle.ts";
import { readField } from "../../compiler/manifest/field.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { type CollectionType, type FieldType, type Type, t, union } from "../../language/types.ts";

const uri = "webhook.iml.json";
const name = "the interface of `watch`";

function findings(got: Type, want: CollectionType, output?: string) {
  const { value } = parseJson({ uri, text: output ?? "{}" });
  const field = value && readField(value, { uri, isVariable: () => true }).value;
  const source = { uri, span: { start: 0, end: 0 }, output: output === undefined ? undefined : field };
  return checkBundle(got, want, source, name).map(
    ({ code, span, message }) => `${code} ${output?.slice(span.start, span.end) ?? ""}: ${message}`,
  );
}

const learnt = (fields: Readonly<Record<string, Type>>): CollectionType => ({
  ...t.open(fields),
  origin: "the sample",
});

describe("fields", () => {
  const want = t.collection({ id: t.number, user: t.collection({ name: t.text }) });

  test("what the interface names and the bundle never has", () => {
    const user = t.collection({ name: t.text });
    expect(findings(t.collection({ id: t.number, user }), want)).toEqual([]);
    expect(findings(t.collection({ user }), want)).toEqual([
      "missing-interface-field : `id` of the interface of `watch` is never in what the webhook emits, so it is always empty where users map it.",
    ]);
    expect(findings(t.collection({ id: t.number, user: t.collection({}) }), want)).toEqual([
      "missing-interface-field : `user.name` of the interface of `watch` is never in what the webhook emits, so it is always empty where users map it.",
    ]);
  });

  test("a bundle that may have anything, or is none, is not asked", () => {
    expect(findings(t.open(), want)).toEqual([]);
    expect(findings(learnt({}), want)).toHaveLength(2);
    expect(findings(t.any, want)).toEqual([]);
    expect(findings(t.array(t.any), want)).toEqual([]);
    expect(findings(union(t.collection({}), t.undefined), want)).toHaveLength(2);
  });

  test("a field that may be missing is not missing", () => {
    const field: FieldType = { type: t.number, optional: true };
    const got: CollectionType = { kind: "collection", fields: new Map([["id", field]]), open: false };
    expect(findings(got, t.collection({ id: t.number }))).toEqual([]);
  });

  test("what is written in `output` and is not in the interface", () => {
    const got = t.collection({ id: t.number, user: t.collection({ name: t.text, nick: t.text }), naem: t.text });
    const output = `{"id": 1, "user": {"name": "a", "nick": "b"}, "naem": "c"}`;
    expect(
      findings(got, t.collection({ id: t.number, name: t.text, user: t.collection({ name: t.text }) }), output),
    ).toEqual([
      `missing-interface-field ${""}: \`name\` of ${name} is never in what the webhook emits, so it is always empty where users map it.`,
      `undeclared-output-field "nick": \`user.nick\` is not in ${name}, so users are not offered it.`,
      `undeclared-output-field "naem": \`naem\` is not in ${name}, so users are not offered it. Did you mean \`name\`?`,
    ]);
    expect(findings(got, t.open({ id: t.number }), output)).toEqual([]);
    expect(findings(got, t.collection({ id: t.number }))).toEqual([]);
  });
});

describe("types", () => {
  const types = (got: Type, want: Type) => findings(t.collection({ a: got }), t.collection({ a: want }), `{"a": 1}`);

  test.each<[Type, Type]>([
    [t.text, t.text],
    [t.any, t.number],
    [t.null, t.number],
    [t.number, t.text],
    [t.boolean, t.text],
    [t.date, t.text],
    [t.buffer, t.text],
    [t.text, t.date],
    [t.number, t.date],
    [t.text, t.buffer],
    [t.array(t.text), t.any],
    [t.array(t.any), t.array(t.number)],
    [t.array(t.number), t.array(t.text)],
    [union(t.text, t.number), t.number],
    [union(t.number, t.undefined), t.number],
    [t.text, t.oneOf(t.number, t.text)],
  ])("%o may be meant by %o", (got, want) => {
    expect(types(got, want)).toEqual([]);
  });

  test.each<[Type, Type]>([
    [t.text, t.number],
    [t.boolean, t.number],
    [t.text, t.boolean],
    [t.number, t.boolean],
    [t.date, t.number],
    [t.boolean, t.date],
    [t.number, t.buffer],
    [t.array(t.text), t.text],
    [t.collection({}), t.text],
    [t.text, t.array(t.text)],
    [t.text, t.open()],
    [t.array(t.open()), t.open()],
    [t.array(t.text), t.array(t.number)],
    [t.open(), t.array(t.any)],
  ])("%o is not meant by %o", (got, want) => {
    expect(types(got, want)).toHaveLength(1);
  });

  test("the place is that of the entry", () => {
    expect(types(t.text, t.number)).toEqual([
      `interface-type 1: \`a\` is a number in ${name}; this is text, with which users cannot do what they are offered.`,
    ]);
  });
});
