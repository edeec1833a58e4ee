import type { Type } from "../../language/types.ts";
import type { KeyShape, RecordShape, Shape } from "./shape.ts";

/** A JSON Schema (draft 2020-12), as far as shapes need it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The JSON Schema of what a shape takes: it completes and checks a file in editors that know nothing of imlc. */
export function jsonSchema(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "template":
      return { ...alternatives(["string", ...scalarTypes(shape.want)]), ...limits(shape.range), ...longest(shape.max) };
    case "choice":
      return shape.fixed
        ? { enum: shape.choices }
        : { anyOf: [{ enum: shape.choices }, { type: "string", pattern: "\\{\\{" }] };
    case "constant":
      return { type: shape.of === "text" ? "string" : shape.of, ...limits(shape.range) };
    case "record":
      return recordSchema(shape);
    case "map":
      return { type: "object", additionalProperties: jsonSchema(shape.of) };
    case "list":
      return { type: "array", items: jsonSchema(shape.of) };
    case "either":
      return { anyOf: [jsonSchema(shape.short), jsonSchema(shape.long)] };
    case "requests":
      return { anyOf: [jsonSchema(shape.of), { type: "array", items: jsonSchema(shape.of) }] };
    case "unrun":
      return jsonSchema(shape.of);
    case "anything":
    case "data":
      return {};
  }
}

function recordSchema({ fields, pattern }: RecordShape): JsonSchema {
  const required = Object.entries(fields).flatMap(([key, field]) => (field.required ? [key] : []));
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, keySchema(field)])),
    ...(pattern && { patternProperties: { [pattern.test.source]: keySchema(pattern) } }),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
}

function keySchema({ shape, doc, default: absent }: KeyShape): JsonSchema {
  return { description: absent === undefined ? doc : `${doc} Without it: ${absent}.`, ...jsonSchema(shape) };
}

/** The types of JSON, beside texts, in which a template may be a constant. */
function scalarTypes(want: Type): readonly string[] {
  switch (want.kind) {
    case "any":
      return ["number", "boolean", "null"];
    case "boolean":
      return ["boolean"];
    case "number":
    case "date":
      return ["number"];
    case "undefined":
    case "null":
    case "text":
    case "buffer":
    case "array":
    case "collection":
    case "union":
      return [];
  }
}

function alternatives(types: readonly string[]): JsonSchema {
  return { type: types.length === 1 ? types[0] : types };
}

function limits(range: readonly [number, number] | undefined): JsonSchema {
  return range ? { minimum: range[0], maximum: range[1] } : {};
}

function longest(max: number | undefined): JsonSchema {
  return max === undefined ? {} : { maxLength: max };
}
