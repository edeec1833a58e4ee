import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import type { Expr, Template } from "../../grammar/iml/ast.ts";
import { parseTemplate } from "../../grammar/iml/parse.ts";
import { children } from "../../grammar/iml/walk.ts";
import type { JsonNode, JsonString } from "../../grammar/json/ast.ts";
import { decodeString } from "../../grammar/json/decode.ts";
import { parseJson } from "../../grammar/json/parse.ts";

const variables = new Set(["body", "headers", "item", "query", "parameters"]);
const context = { uri: "manifest.jsonc", isVariable: (name: string) => variables.has(name) };

/** A manifest with the templates in it; every text that is not a key is one. */
export function readManifest(text: string): {
  readonly json: JsonNode | undefined;
  readonly templates: readonly Template[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const json = parseJson({ uri: context.uri, text });
  const templates = (json.value ? strings(json.value) : []).map(parsed);
  return {
    json: json.value,
    templates: templates.map(({ value }) => value),
    diagnostics: [...json.diagnostics, ...templates.flatMap(({ diagnostics }) => diagnostics)],
  };
}

/** The strings of a tree that have expressions, as templates. */
export function templatesOf(json: JsonNode): readonly Template[] {
  return strings(json)
    .filter(({ decoded }) => decoded.text.includes("{{"))
    .map((string) => parsed(string).value);
}

function parsed({ decoded, span }: JsonString): Parsed<Template> {
  return parseTemplate(decoded, span, context);
}

/** A template by itself. `written` is how it stands in the file, if it is not just quoted and escaped as usual. */
export function readTemplate(text: string, written = JSON.stringify(text)): Parsed<Template> {
  const span = { start: 0, end: written.length };
  const { value: decoded } = decodeString({ uri: context.uri, text: written }, span);
  return parseTemplate(decoded, span, context);
}

/** The only expression of a template that is nothing else. */
export function onlyExpression({ parts }: Template): Expr {
  const [part] = parts;
  if (part?.kind !== "expression" || parts.length > 1) throw new Error("not one whole expression");
  return part.expr;
}

/** A tree without the places where it was written, for comparison. */
export function withoutSpans(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value) => (/span$/i.test(key) ? undefined : value)));
}

/** An expression and all that it is made of. */
export function allOf(expr: Expr): readonly Expr[] {
  return [expr, ...children(expr).flatMap(allOf)];
}

function strings(node: JsonNode): readonly JsonString[] {
  switch (node.kind) {
    case "object":
      return node.members.flatMap(({ value }) => (value ? strings(value) : []));
    case "array":
      return node.items.flatMap(strings);
    case "string":
      return [node];
    case "number":
    case "literal":
      return [];
  }
}
