import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { JsonNode, JsonObject } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import type { CollectionType, Type } from "../../language/types.ts";
import { lastOfEachKey } from "../manifest/field.ts";
import { isWritten } from "../manifest/words.ts";
import { type SampleProblem, sampleMismatch } from "./diagnostics.ts";
import { samplesIn } from "./samples.ts";

/** What the samples of a module lack of the fields that its interface names, or have of another type. */
export function checkSamples(
  { uri }: Source,
  json: JsonNode | undefined,
  bundle: CollectionType,
): readonly Diagnostic[] {
  return samplesIn(json).flatMap((sample) =>
    mismatches(sample, bundle, "This sample").map(({ at, problem }) =>
      sampleMismatch({ uri, span: { start: at.span.start, end: endOf(at) } }, problem),
    ),
  );
}

interface Mismatch {
  readonly at: JsonNode;
  readonly problem: SampleProblem;
}

/** `null` is a value of no type, so it may stand for any. */
function mismatches(json: JsonNode, type: Type, what: string): readonly Mismatch[] {
  if (json.kind === "literal" && json.value === null) return [];
  if (!mayBe(json, type)) {
    return [{ at: json, problem: { kind: "type", what, is: isWritten(json), wants: promised(type) } }];
  }
  if (json.kind === "object" && type.kind === "collection") return mismatchesIn(json, type);
  if (json.kind !== "array" || type.kind !== "array") return [];
  return json.items.flatMap((item) => mismatches(item, type.of, "This item"));
}

function mismatchesIn(json: JsonObject, { fields }: CollectionType): readonly Mismatch[] {
  const members = new Map(lastOfEachKey(json).map(({ key, value }) => [key.decoded.text, value]));
  const missing = lacking(fields, [...members.keys()]);
  return [
    ...(missing.length > 0 ? [{ at: json, problem: { kind: "missing" as const, names: missing } }] : []),
    ...[...fields].flatMap(([name, { type }]) => {
      const value = members.get(name);
      return value ? mismatches(value, type, `\`${name}\``) : [];
    }),
  ];
}

/**
 * A sample need not have everything. That it lacks a field says something where it has another one almost by that name,
 * or none of the fields at all: then it is that of something else.
 */
function lacking(fields: CollectionType["fields"], keys: readonly string[]): readonly string[] {
  const missing = [...fields].filter(([name, { optional }]) => !optional && !keys.includes(name)).map(([name]) => name);
  const others = keys.filter((key) => !fields.has(key));
  if (others.length === keys.length && keys.length > 0) return missing;
  return missing.filter((name) => nearest(name, others) !== undefined);
}

/** Whether a JSON value may stand for a value of a type: JSON has texts for dates and buffers. */
function mayBe(json: JsonNode, type: Type): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "union":
      return type.of.some((member) => mayBe(json, member));
    case "text":
    case "buffer":
      return json.kind === "string";
    case "date":
      return json.kind === "string" || json.kind === "number";
    case "number":
      return json.kind === "number";
    case "boolean":
      return json.kind === "literal" && json.value !== null;
    case "array":
      return json.kind === "array";
    case "collection":
      return json.kind === "object";
    case "undefined":
    case "null":
      return false;
  }
}

/** What a value of a type is as JSON, in a sentence. */
function promised(type: Type): string {
  switch (type.kind) {
    case "array":
      return "a list";
    case "boolean":
      return "`true` or `false`";
    case "collection":
      return "an object";
    case "union":
      return type.of.map(promised).join(" or ");
    case "any":
    case "undefined":
    case "null":
    case "number":
    case "text":
    case "date":
    case "buffer":
      return `a ${type.kind}`;
  }
}

/** An object or a list is long: its first character stands for it. */
function endOf({ kind, span }: JsonNode): number {
  return kind === "object" || kind === "array" ? span.start + 1 : span.end;
}
