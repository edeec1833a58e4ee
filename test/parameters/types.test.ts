import { describe, expect, test } from "vitest";
import { bundleType, parametersType } from "../../compiler/parameters/collection.ts";
import { parameterTypes } from "../../compiler/parameters/types.ts";
import { show } from "../../language/type-relations.ts";
import type { CollectionType } from "../../language/types.ts";
import { listIn } from "./read.ts";

/** The type of what is entered into a form of these parameters. */
function entered(...lists: readonly (readonly object[] | string)[]): CollectionType {
  const texts = lists.map((list) => (typeof list === "string" ? list : JSON.stringify(list)));
  return parametersType(
    texts.map((text) => listIn(text).value),
    "the parameters of `watchEvents`",
  );
}

/** Each field with its type, as `name?: type`. */
function fieldsOf(type: CollectionType): readonly string[] {
  return [...type.fields].map(([name, field]) => `${name}${field.optional ? "?" : ""}: ${show(field.type)}`);
}

describe("the type of a value follows from the type of the parameter", () => {
  test.each([
    ["boolean", "boolean"],
    ["buffer", "buffer"],
    ["cert", "text"],
    ["color", "text"],
    ["date", "date"],
    ["email", "text"],
    ["file", "text"],
    ["filename", "text"],
    ["folder", "text"],
    ["integer", "number"],
    ["number", "number"],
    ["password", "text"],
    ["path", "text"],
    ["pkey", "text"],
    ["port", "number"],
    ["text", "text"],
    ["timezone", "text"],
    ["uinteger", "number"],
    ["url", "text"],
    ["uuid", "text"],
    ["array", "array"],
    ["filter", "array"],
    ["collection", "collection"],
    ["any", "any"],
    ["json", "any"],
    ["hidden", "any"],
    ["account", "any"],
    ["select", "any"],
    ["timestamp", "any"],
    ["upload", "any"],
  ])("%s gives %s", (type, expected) => {
    expect(fieldsOf(entered([{ name: "x", type, required: true }]))).toEqual([`x: ${expected}`]);
  });

  test("a type that nobody knows, one that is computed, and none at all are any", () => {
    const list = listIn('[{"name": "a", "type": "txet"}, {"name": "b", "type": "{{parameters.kind}}"}, {"name": "c"}]');
    expect(fieldsOf(parametersType([list.value], "here"))).toEqual(["a?: any", "b?: any", "c?: any"]);
  });

  test("what is only shown has no value", () => {
    const shown = [...parameterTypes].filter(([, each]) => each.shown).map(([type]) => type);
    expect(shown).toEqual(["banner", "html"]);
    expect(fieldsOf(entered(shown.map((type) => ({ name: "notice", type, label: "Beta" }))))).toEqual([]);
  });
});

describe("a parameter is there for sure if it is required", () => {
  test.each([
    [{ required: true }, "x: text"],
    [{ required: false }, "x?: text"],
    [{}, "x?: text"],
    [{ default: "a" }, "x?: text"],
  ])("%j", (keys, expected) => {
    expect(fieldsOf(entered([{ name: "x", type: "text", ...keys }]))).toEqual([expected]);
  });
});

describe("a select gives one of its options", () => {
  const select = (keys: object) =>
    entered([{ name: "x", type: "select", required: true, ...keys }]).fields.get("x")?.type;
  const options = [
    { label: "Raw", value: "raw" },
    { label: "JSON", value: "json" },
  ];

  test("texts are known one by one", () => {
    expect(select({ options })).toEqual({ kind: "text", values: ["raw", "json"] });
  });

  test("of several types it is either", () => {
    expect(select({ options: [{ value: 1 }, { value: "all" }, { value: 2 }] })).toEqual({
      kind: "union",
      of: [{ kind: "number" }, { kind: "text", values: ["all"] }],
    });
  });

  test("groups and a store hold options, too", () => {
    const groups = [
      { label: "Simple", options: [{ value: "raw" }] },
      { label: "Rich", options: [{ value: "json" }] },
    ];
    expect(select({ grouped: true, options: groups })).toEqual({ kind: "text", values: ["raw", "json"] });
    expect(select({ options: { store: options } })).toEqual({ kind: "text", values: ["raw", "json"] });
  });

  test("several of them are an array", () => {
    expect(select({ options, multiple: true })).toEqual({
      kind: "array",
      of: { kind: "text", values: ["raw", "json"] },
    });
  });

  test.each<[string, object]>([
    ["an RPC", { options: "rpc://listFormats" }],
    ["a store of an RPC", { options: { store: "rpc://listFormats", label: "name", value: "id" } }],
    ["an RPC in a list", { options: [{ value: "raw" }, "rpc://listFormats"] }],
    ["a template as a value", { options: [{ value: "raw" }, { value: "{{parameters.format}}" }] }],
    ["options without values", { options: [{ label: "Raw", id: "raw" }] }],
    ["a value that is a list", { options: [{ value: ["raw"] }] }],
    ["no options", { options: [] }],
    ["no key for options", {}],
  ])("%s may give anything", (_, keys) => {
    expect(select(keys)).toEqual({ kind: "any" });
  });

  test.each<[string, object]>([
    ["editable", { editable: true }],
    ["editable with a help", { editable: { enabled: true, help: "Or type it." } }],
    ["mappable", { mappable: true }],
    ["mappable with a help", { mappable: { help: "Or map it." } }],
    ["not validated", { validate: false }],
    ["dynamic", { dynamic: true }],
  ])("one that is %s may be another text", (_, keys) => {
    expect(select({ options, ...keys })).toEqual({ kind: "text" });
    expect(select({ options: [{ value: 1 }, { value: 2 }], ...keys })).toEqual({ kind: "any" });
  });

  test.each<[string, object]>([
    ["editable", { editable: false }],
    ["editable, with a help", { editable: { enabled: false } }],
    ["mappable", { mappable: false }],
  ])("one that is expressly not %s may not", (_, keys) => {
    expect(select({ options, ...keys })).toEqual({ kind: "text", values: ["raw", "json"] });
  });
});

describe("a spec says what a value is made of", () => {
  const rows = [
    { name: "key", type: "text", required: true },
    { name: "size", type: "number" },
  ];

  test.each<[string, object, string]>([
    ["a collection", { type: "collection", spec: rows }, "x: collection {key: text, size?: number, …}"],
    ["a collection with one entry", { type: "collection", spec: rows[0] }, "x: collection {key: text, …}"],
    ["an array of texts", { type: "array", spec: { type: "text" } }, "x: array of text"],
    [
      "an array of arrays",
      { type: "array", spec: { type: "array", spec: { type: "date" } } },
      "x: array of array of date",
    ],
    ["an array of collections", { type: "array", spec: rows }, "x: array of collection"],
    ["an array of anything", { type: "array", spec: [] }, "x: array"],
    ["an RPC of a collection", { type: "collection", spec: "rpc://fields" }, "x: collection"],
    ["an RPC of an array", { type: "array", spec: "rpc://fields" }, "x: array"],
    [
      "an RPC among others",
      { type: "collection", spec: [...rows, "rpc://fields"] },
      "x: collection {key: text, size?: number, …}",
    ],
  ])("%s", (_, keys, expected) => {
    expect(fieldsOf(entered([{ name: "x", required: true, ...keys }]))).toEqual([expected]);
  });

  test("the items of an array are collections of its fields", () => {
    const type = entered([{ name: "x", type: "array", spec: rows }]).fields.get("x")?.type;
    expect(type?.kind === "array" && show(type.of)).toBe("collection {key: text, size?: number, …}");
  });

  test("what a collection is known to hold has a name in messages, unless an RPC adds to it", () => {
    const origin = (spec: unknown) =>
      entered([{ name: "rows", type: "collection", spec }] as object[]).fields.get("rows")?.type;
    expect(origin(rows)).toMatchObject({ open: true, origin: "`rows`" });
    expect(origin([...rows, "rpc://fields"])).not.toHaveProperty("origin");
    expect(origin([])).not.toHaveProperty("origin");
  });
});

describe("parameters that are shown once something is chosen", () => {
  const limit = { name: "limit", type: "number", required: true };

  test.each<[string, object]>([
    ["an option", { options: [{ value: "some", nested: [limit] }, { value: "all" }] }],
    ["an option of a group", { options: [{ label: "Few", options: [{ value: "some", nested: [limit] }] }] }],
    ["any option", { options: { store: [{ value: "some" }], nested: [limit] } }],
    ["no option", { options: { store: [{ value: "some" }], placeholder: { label: "All", nested: [limit] } } }],
    ["the parameter", { options: [{ value: "some" }], nested: [limit] }],
    ["the parameter, in a store", { options: [{ value: "some" }], nested: { store: [limit], domain: "expect" } }],
  ])("lie beside it, and may be missing: of %s", (_, keys) => {
    const type = entered([{ name: "which", type: "select", required: true, ...keys }]);
    expect(fieldsOf(type)[1]).toBe("limit?: number");
    expect(type).toMatchObject({ open: false, origin: "the parameters of `watchEvents`" });
  });

  test("a name that two of them have is either of both, and there for sure if one of them is", () => {
    const other = { name: "limit", type: "text", required: true };
    const options = [
      { value: 1, nested: [limit] },
      { value: 2, nested: [other] },
    ];
    expect(fieldsOf(entered([{ name: "which", type: "select", options }]))[1]).toBe("limit?: number or text");
    expect(fieldsOf(entered([{ name: "which", type: "select", options }, limit]))[1]).toBe("limit: number or text");
  });

  test.each<[string, object[] | string]>([
    ["an RPC is the list", '"rpc://form"'],
    ["a template is the list", '"{{parameters.form}}"'],
    ["an RPC is in the list", '["rpc://form"]'],
    ["an RPC is nested", [{ name: "table", type: "select", options: "rpc://tables", nested: "rpc://columns" }]],
    [
      "an RPC is nested in an option",
      [{ name: "table", type: "select", options: [{ value: "a", nested: ["rpc://columns"] }] }],
    ],
    [
      "an RPC is nested in what is nested",
      [{ name: "a", type: "boolean", nested: [{ name: "b", type: "boolean", nested: "rpc://c" }] }],
    ],
  ])("may be any if %s", (_, list) => {
    const type = entered(list);
    expect(type.open).toBe(true);
    expect(type).not.toHaveProperty("origin");
  });

  test("an RPC that only gives options adds none", () => {
    expect(entered([{ name: "table", type: "select", options: "rpc://tables" }]).open).toBe(false);
  });
});

describe("several lists are one collection", () => {
  test("with the fields of all", () => {
    const type = entered([{ name: "team", type: "text", required: true }], [{ name: "limit", type: "number" }]);
    expect(fieldsOf(type)).toEqual(["team: text", "limit?: number"]);
    expect(type.open).toBe(false);
  });

  test("that is open if one of them is", () => {
    expect(entered([{ name: "team", type: "text" }], '"rpc://form"').open).toBe(true);
  });

  test("without any, nothing can be read", () => {
    expect(entered([])).toEqual({
      kind: "collection",
      fields: new Map(),
      open: false,
      origin: "the parameters of `watchEvents`",
    });
  });
});

describe("the doc of a field is what the user sees", () => {
  test.each([
    [{ label: "Limit", help: "At most 100." }, "Limit: At most 100."],
    [{ label: "Limit" }, "Limit"],
    [{ help: "At most 100." }, "At most 100."],
    [{}, undefined],
  ])("%j", (keys, expected) => {
    expect(entered([{ name: "limit", type: "number", ...keys }]).fields.get("limit")?.doc).toBe(expected);
  });
});

describe("the type of an interface", () => {
  const bundle = (list: unknown) => bundleType(listIn(JSON.stringify(list), "interface").value, "the interface");

  test("promises all its fields, but for those that it says are not required", () => {
    const type = bundle([
      { name: "id", type: "uinteger" },
      { name: "note", type: "text", required: false },
      { name: "user", type: "collection", spec: [{ name: "email", type: "email" }] },
    ]);
    expect(type && fieldsOf(type)).toEqual(["id: number", "note?: text", "user: collection {email: text, …}"]);
    expect(type).toMatchObject({ open: true, origin: "the interface" });
  });

  test.each([[[]], ["rpc://getInterface"], [["rpc://getInterface"]], [[{ name: "id", type: "text" }, "rpc://more"]]])(
    "%j says nothing that could be relied on",
    (list) => {
      expect(bundle(list)).toBeUndefined();
    },
  );
});
