import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readKey } from "../../compiler/check/access.ts";
import type { Json } from "../../compiler/payload/json.ts";
import { schemaType } from "../../compiler/payload/schema.ts";
import { fieldOf, show } from "../../language/type-relations.ts";
import type { Type } from "../../language/types.ts";

const type = (schema: Json): Type => schemaType(schema, "schema.json");
const shown = (schema: Json): string => show(type(schema));

describe("types of a JSON Schema", () => {
  test.each<[string, Json, string]>([
    ["a text", { type: "string", format: "date-time" }, "text"],
    ["integers are numbers", { type: "integer" }, "number"],
    ["several types", { type: ["string", "null"] }, "text or null"],
    ["values", { enum: ["open", "closed", 3] }, "text or number"],
    ["one value", { const: true }, "boolean"],
    ["an array", { type: "array", items: { type: "number" } }, "array of number"],
    ["an array of anything", { type: "array" }, "array"],
    ["a tuple", { type: "array", items: [{ type: "number" }, { type: "string" }] }, "array of (number or text)"],
    ["a map", { type: "object", additionalProperties: { type: "number" } }, "collection of number"],
    ["nothing said", {}, "any"],
    ["anything allowed", true, "any"],
    [
      "properties",
      {
        type: "object",
        required: ["id"],
        properties: { id: { type: "number" }, name: { type: "string" } },
        additionalProperties: false,
      },
      "collection {id: number, name?: text}",
    ],
    ["properties without a type", { properties: { id: { type: "number" } } }, "collection {id?: number, …}"],
  ])("%s", (_, schema, expected) => {
    expect(shown(schema)).toBe(expected);
  });

  test("a reference is what it leads to, escapes in it undone", () => {
    const schema = { $ref: "#/definitions/a~1b%20c", definitions: { "a/b c": { type: "string" } } };
    expect(shown(schema)).toBe("text");
  });

  test("a collection has the name of its definition, the one nearest to it", () => {
    const definitions: Json = {
      user: { $ref: "#/definitions/a~1b" },
      "a/b": { type: "object", properties: { id: { type: "number" } } },
      text: { type: "string" },
    };
    expect(type({ $ref: "#/definitions/user", definitions })).toMatchObject({ kind: "collection", name: "a/b" });
    expect(type({ $ref: "#/definitions/text", definitions })).toEqual({ kind: "text" });
    expect(type({ $ref: "#", type: "object" })).not.toHaveProperty("name");
    expect(type({ type: "object" })).not.toHaveProperty("name");
  });

  test("a reference that leads nowhere, or to another document, is any", () => {
    expect(shown({ $ref: "#/definitions/none" })).toBe("any");
    expect(shown({ $ref: "#/definitions/toString", definitions: {} })).toBe("any");
    expect(shown({ $ref: "https://example.com/schema.json" })).toBe("any");
  });

  test("a schema that holds itself ends", () => {
    const tree = { type: "object", required: ["left"], properties: { left: { $ref: "#" }, name: { type: "string" } } };
    const left = fieldOf(type(tree), "left");
    expect(left && show(left)).toContain("collection {left: any");
    expect(shown({ $ref: "#" })).toBe("any");
  });

  test("allOf has the fields of all, the narrower type winning", () => {
    const schema: Json = {
      allOf: [
        { type: "object", properties: { id: { type: "number" }, state: { type: ["string", "null"] } } },
        { type: "object", required: ["state"], properties: { state: { type: "string" } }, additionalProperties: false },
      ],
    };
    expect(shown(schema)).toBe("collection {id?: number, state: text}");
  });

  test("what stands beside oneOf holds for each of its alternatives", () => {
    const schema: Json = {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" } },
      additionalProperties: false,
      oneOf: [{ properties: { a: { type: "number" } } }, { properties: { b: { type: "string" } } }],
    };
    expect(shown(schema)).toBe("collection {kind: text, a?: number} or collection {kind: text, b?: text}");
  });
});

describe("reading of alternatives", () => {
  const closed = (...keys: string[]): Json => ({
    type: "object",
    required: keys,
    properties: Object.fromEntries(keys.map((key) => [key, { type: "string" }])),
    additionalProperties: false,
  });

  test("a key that one of them has may be missing", () => {
    const access = readKey(type({ oneOf: [closed("a", "both"), closed("b", "both")] }), "a");
    expect(access).toEqual({ type: { kind: "union", of: [{ kind: "text" }, { kind: "undefined" }] } });
  });

  test("a key that none of them has cannot be", () => {
    const { problem } = readKey(type({ oneOf: [closed("a"), closed("b")] }), "c");
    expect(problem).toEqual({ kind: "no-field", fields: ["a", "b"], origin: "schema.json" });
  });

  test("a key that an open one does not name is worth a warning, unless it says that there are more", () => {
    const open = { type: "object", properties: { a: { type: "string" } } };
    expect(readKey(type(open), "c").problem).toMatchObject({ kind: "unseen", fields: ["a"] });
    expect(readKey(type({ ...open, additionalProperties: true }), "c").problem).toBeUndefined();
  });
});

describe("the schema of GitHub's webhooks", () => {
  const file = new URL("../../node_modules/@octokit/webhooks-schemas/schema.json", import.meta.url);
  const github = (): Type => type(JSON.parse(readFileSync(file, "utf8")));

  test("knows the installation, and that there is no `instalation`", () => {
    const body = github();
    const installation = readKey(body, "installation");
    expect(installation.problem).toBeUndefined();
    expect(readKey(installation.type, "id").problem).toBeUndefined();
    expect(readKey(body, "instalation").problem?.kind).toBe("no-field");
    expect(readKey(readKey(body, "repository").type, "ful_name").problem?.kind).toMatch(/no-field|unseen/);
  });
});
