import { describe, expect, test } from "vitest";
import { laidOver, writtenType } from "../../compiler/check/written.ts";
import { readField } from "../../compiler/manifest/field.ts";
import type { Unit } from "../../compiler/program.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { show } from "../../language/type-relations.ts";
import { type CollectionType, type FieldType, type Type, t } from "../../language/types.ts";

function optional(type: Type): FieldType {
  return { type, optional: true };
}

function collection(fields: Readonly<Record<string, FieldType>>, more: Partial<CollectionType> = {}): CollectionType {
  return { kind: "collection", fields: new Map(Object.entries(fields)), open: false, ...more };
}

const always = (type: Type): FieldType => ({ type, optional: false });

describe("what is written twice", () => {
  test.each<[string, Type, Type, string]>([
    ["anything below", t.any, t.text, "any"],
    ["anything above", t.array(t.text), t.any, "any"],
    ["two scalars", t.text, t.number, "text or number"],
    ["two arrays", t.array(t.text), t.array(t.number), "array of (text or number)"],
    ["arrays of what is laid over", t.array(t.any), t.array(t.collection({ a: t.text })), "array"],
    ["an array and a text", t.array(t.text), t.text, "array of text or text"],
    ["a text and an array", t.text, t.array(t.text), "text or array of text"],
    ["a collection and a text", t.collection({ a: t.text }), t.text, "collection {a: text} or text"],
    ["a text and a collection", t.text, t.collection({ a: t.text }), "text or collection {a: text}"],
    ["keys of both", t.collection({ a: t.text }), t.collection({ b: t.number }), "collection {a: text, b: number}"],
    ["a key of both", t.collection({ a: t.text }), t.collection({ a: t.number }), "collection {a: text or number}"],
    [
      "arrays under a key",
      t.collection({ a: t.array(t.collection({ b: t.text })) }),
      t.collection({ a: t.array(t.collection({ c: t.text })) }),
      "collection {a: array of collection}",
    ],
    [
      "a key that both may lack",
      collection({ a: optional(t.text) }),
      collection({ a: optional(t.text) }),
      "collection {a?: text}",
    ],
    [
      "a key that only the upper may lack",
      t.collection({ a: t.text }),
      collection({ a: optional(t.text) }),
      "collection {a: text}",
    ],
    [
      "a key that only the lower may lack",
      collection({ a: optional(t.text) }),
      t.collection({ a: t.text }),
      "collection {a: text}",
    ],
    [
      "a key that only the upper has and may lack",
      t.collection({}),
      collection({ a: optional(t.text) }),
      "collection {a?: text}",
    ],
    ["what is open below", t.open({ a: t.text }), t.collection({ b: t.text }), "collection {a: text, b: text, …}"],
    ["what is open above", t.collection({ a: t.text }), t.open({ b: t.text }), "collection {a: text, b: text, …}"],
  ])("%s", (_, below, above, expected) => {
    expect(show(laidOver(below, above))).toBe(expected);
  });

  test("where it is known from is kept as long as nothing else may be there", () => {
    const known = collection({ a: always(t.text) }, { origin: "attach" });
    expect(laidOver(known, t.collection({ b: t.text }))).toHaveProperty("origin", "attach");
    expect(laidOver(known, t.open())).not.toHaveProperty("origin");
    expect(laidOver(t.collection({ b: t.text }), known)).not.toHaveProperty("origin");
  });
});

function unit(text: string): Unit {
  const { value } = parseJson({ uri: "a.json", text });
  if (!value) throw new Error(`No JSON: ${text}`);
  const field = readField(value, { uri: "a.json", isVariable: () => true }).value;
  return { path: ["data"], scope: "AttachReplyScope", want: t.any, field };
}

describe("what several units write", () => {
  test.each([
    [[], "collection"],
    [[`{"a": "x"}`], "collection {a?: any}"],
    [[`{"a": {"b": "x"}}`, `{"a": {"c": "x"}, "d": 1}`], "collection {a?: collection, d?: any}"],
    [[`{"a": "x", "{{...}}": "{{body}}"}`], "collection {a?: any, …}"],
    [[`{"a": "x"}`, `"{{body}}"`], "any"],
    [[`["x"]`], "any"],
  ])("%j, whose types are not known yet, is %s", (texts, expected) => {
    expect(show(writtenType(texts.map(unit), new Map(), "`temp`"))).toBe(expected);
  });

  test("may be missing, is of the types that are known, and says where it is from", () => {
    const units = [`{"a": "x"}`, `{"b": 1}`].map(unit);
    const results = new Map<Unit, Type>(units.map((each) => [each, t.collection({ a: t.text })]));
    const type = writtenType(units, results, "`temp`");
    expect(show(type)).toBe("collection {a?: text}");
    expect(type).toHaveProperty("origin", "`temp`");
    expect(writtenType([unit(`{"{{...}}": "{{body}}"}`)], new Map(), "`temp`")).not.toHaveProperty("origin");
    expect(writtenType([unit("1")], new Map([[unit("1"), t.number]]), "`temp`")).toEqual(t.any);
  });

  test("inner keys that are only outlined are required where they are", () => {
    const type = writtenType([unit(`{"a": {"b": "x"}}`)], new Map(), "`temp`");
    const inner = type.kind === "collection" ? type.fields.get("a")?.type : undefined;
    expect(inner && show(inner)).toBe("collection {b: any}");
  });
});
