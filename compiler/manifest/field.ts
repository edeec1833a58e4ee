import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import { parseTemplate } from "../../grammar/iml/parse.ts";
import type { JsonMember, JsonNode, JsonNumber, JsonObject, JsonString } from "../../grammar/json/ast.ts";
import type { Entry, Field } from "../program.ts";
import { templateInKey } from "./diagnostics.ts";

/** What the reading of a template depends on. */
export interface FieldContext {
  readonly uri: string;
  /** Whether a name is a variable where the template is evaluated; decides if `a.b-c` subtracts. */
  readonly isVariable: (name: string) => boolean;
}

/** A JSON value with its templates read, wherever they stand in it. */
export function readField(json: JsonNode, context: FieldContext): Parsed<Field> {
  const diagnostics: Diagnostic[] = [];
  const value = read(json, context, diagnostics);
  return { value, diagnostics };
}

/** Whether a key is the one that spreads its value: `"{{...}}"`. */
export function isSpreadKey(key: string): boolean {
  return key.startsWith("{{") && /^\{\{\s*\.\.\.\s*\}\}$/.test(key);
}

/** A number as a value: integers that a double cannot hold are the text of their digits, so that no two become one. */
export function numberValue({ value, raw }: JsonNumber): number | string {
  return /^-?\d+$/.test(raw) && !Number.isSafeInteger(value) ? raw : value;
}

function read(json: JsonNode, context: FieldContext, diagnostics: Diagnostic[]): Field {
  const place = { uri: context.uri, span: json.span };
  switch (json.kind) {
    case "literal":
      return { kind: "constant", ...place, value: json.value };
    case "number":
      return { kind: "constant", ...place, value: numberValue(json) };
    case "string":
      return readText(json, context, diagnostics);
    case "array":
      return { kind: "array", ...place, items: json.items.map((item) => read(item, context, diagnostics)) };
    case "object":
      return { kind: "object", ...place, entries: readEntries(json, context, diagnostics) };
  }
}

function readText(json: JsonString, context: FieldContext, diagnostics: Diagnostic[]): Field {
  const template = parseTemplate(json.decoded, json.span, context);
  diagnostics.push(...template.diagnostics);
  const { uri } = context;
  const { span } = json;
  const [first, second] = template.value.parts;
  if (!first) return { kind: "constant", uri, span, value: "" };
  if (!second && first.kind === "expression") return { kind: "expression", uri, span, expr: first.expr };
  if (!second && first.kind === "text") return { kind: "constant", uri, span, value: first.text };
  const parts = template.value.parts.map((part) =>
    part.kind === "text" ? part.text : ({ kind: "expression", uri, span: part.span, expr: part.expr } as const),
  );
  if (parts.every((part) => typeof part === "string")) return { kind: "constant", uri, span, value: parts.join("") };
  return { kind: "text", uri, span, parts };
}

function readEntries(json: JsonObject, context: FieldContext, diagnostics: Diagnostic[]): Entry[] {
  const entries: Entry[] = [];
  for (const member of lastOfEachKey(json)) {
    if (member.value === undefined) continue;
    const { decoded, span: keySpan } = member.key;
    const value = read(member.value, context, diagnostics);
    if (isSpreadKey(decoded.text)) entries.push({ kind: "spread", keySpan, value });
    else {
      if (decoded.text.includes("{{")) diagnostics.push(templateInKey({ uri: context.uri, span: keySpan }, {}));
      entries.push({ kind: "entry", key: decoded.text, keySpan, value });
    }
  }
  return entries;
}

/** The members that count, as JSON has it: of one key the last. */
export function lastOfEachKey(json: JsonObject): readonly JsonMember[] {
  const last = new Map<string, JsonMember>();
  for (const member of json.members) last.set(member.key.decoded.text, member);
  return last.size === json.members.length
    ? json.members
    : json.members.filter((member) => last.get(member.key.decoded.text) === member);
}
