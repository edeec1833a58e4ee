import fc from "fast-check";
import { expect, test } from "vitest";
import { readItem, readKey } from "../../compiler/check/access.ts";
import { analyze, type Kind } from "../../compiler/index.ts";
import type { Json } from "../../compiler/payload/json.ts";
import { sampleType } from "../../compiler/payload/samples.ts";
import { schemaType } from "../../compiler/payload/schema.ts";
import { sameType, type Type, typeOf } from "../../language/types.ts";

const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>;

/** Reads everything that is in a value through its type; answers the paths at which the type complains or is wrong. */
function complaints(type: Type, value: Json, path: string): readonly string[] {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.flatMap((item, index) => complaints(readItem(type), item, `${path}[${index + 1}]`));
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => {
      const { type: found, problem } = readKey(type, key);
      return problem ? [`${path}.${key}`] : complaints(found, item, `${path}.${key}`);
    });
  }
  const alternatives = type.kind === "union" ? type.of : [type];
  const fits = alternatives.some((each) => each.kind === "any" || sameType(each, typeOf(value)));
  return fits ? [] : [`${path} is ${JSON.stringify(value)}`];
}

test("whatever is in a sample can be read through the type of all samples", () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), (samples) => {
      const type = sampleType(samples);
      for (const sample of samples) expect(complaints(type, sample, "")).toEqual([]);
    }),
  );
});

test("anything may be given for a schema", () => {
  const keyword = fc.constantFrom(
    "$ref",
    "type",
    "properties",
    "required",
    "items",
    "oneOf",
    "allOf",
    "anyOf",
    "enum",
    "const",
    "additionalProperties",
  );
  const name = fc.constantFrom("#", "#/oneOf/0", "#/properties/a", "object", "array", "string", "null", "a");
  const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 4 },
      name,
      json,
      fc.array(tie("schema"), { maxLength: 3 }),
      fc.dictionary(fc.oneof(keyword, fc.constantFrom("a", "b")), tie("schema"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(schema, (given) => {
      expect(schemaType(given, "schema.json")).toHaveProperty("kind");
    }),
  );
});

test("any JSON may be given for a manifest of any kind", () => {
  const kind = fc.constantFrom<Kind>("webhook", "attach", "detach", "connection", "base");
  const key = fc.constantFrom(
    "uid",
    "iterate",
    "container",
    "condition",
    "output",
    "respond",
    "response",
    "url",
    "info",
    "data",
    "error",
    "200",
    "headers",
    "{{...}}",
    "log",
    "sanitize",
  );
  const leaf = fc.constantFrom<Json>("{{item.id}}", "{{", "x {{body[0]}} y", "/a", 1, true, null, "", "body.data");
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie("value"), { maxLength: 2 }),
      fc.dictionary(key, tie("value"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(kind, value, (of, manifest) => {
      const text = JSON.stringify(manifest);
      const { diagnostics } = analyze({ uri: "a.json", text }, of);
      for (const { span } of diagnostics) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 2000 },
  );
});
