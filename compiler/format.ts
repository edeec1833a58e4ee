import type { Edit, Parsed } from "../grammar/diagnostic.ts";
import type { Expr, TemplatePart } from "../grammar/iml/ast.ts";
import { hyphenInName } from "../grammar/iml/diagnostics.ts";
import { maximalLength } from "../grammar/iml/limits.ts";
import { parseTemplate } from "../grammar/iml/parse.ts";
import { print } from "../grammar/iml/print.ts";
import { children } from "../grammar/iml/walk.ts";
import type { JsonNode, JsonString } from "../grammar/json/ast.ts";
import { editText } from "../grammar/json/decode.ts";
import type { Source, Span } from "../grammar/source.ts";
import { scopes } from "../language/scopes.ts";
import { parseManifest } from "./analyze.ts";
import type { Kind } from "./manifest/kinds.ts";

/**
 * The edits that write each expression of a manifest in the one canonical way; its JSON, its comments and the text around
 * expressions stay as they are, and so does what each expression means. A manifest with errors of syntax gets no edits,
 * but those errors. Without a kind nothing is known of its variables, on which it depends whether `a.b-c` subtracts:
 * such an expression stays as it is.
 */
export function format(source: Source, kind: Kind | undefined): Parsed<readonly Edit[]> {
  const { json, diagnostics } = parseManifest(source);
  const isVariable = kind ? (name: string) => variables.has(name) : () => true;
  const formatted = templatesIn(json).map((string) => formatString(string, source, isVariable));
  const found = [...diagnostics, ...formatted.flatMap((each) => each.diagnostics)];
  const errors = found.filter(({ severity }) => severity === "error");
  return { value: errors.length > 0 ? [] : formatted.flatMap(({ value }) => value), diagnostics: errors };
}

/** A text with edits made in it that do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start);
  const pieces = sorted.map(({ span, text: put }, i) => text.slice(sorted[i - 1]?.span.end ?? 0, span.start) + put);
  return pieces.join("") + text.slice(sorted.at(-1)?.span.end ?? 0);
}

/** All that are a variable in some scope. */
const variables = new Set(Object.values(scopes).flatMap((scope) => [...scope.keys()]));

/** Every string that is a value and holds an expression. */
export function templatesIn(json: JsonNode | undefined): readonly JsonString[] {
  switch (json?.kind) {
    case "object":
      return json.members.flatMap(({ value }) => templatesIn(value));
    case "array":
      return json.items.flatMap(templatesIn);
    case "string":
      return json.decoded.text.includes("{{") ? [json] : [];
    case "number":
    case "literal":
    case undefined:
      return [];
  }
}

function formatString(
  { decoded, span }: JsonString,
  { uri, text }: Source,
  isVariable: (name: string) => boolean,
): Parsed<readonly Edit[]> {
  const { value, diagnostics } = parseTemplate(decoded, span, { uri, isVariable: () => false });
  const hasHyphens = diagnostics.some(({ code }) => code === hyphenInName.spec.code);
  const { parts } = hasHyphens ? parseTemplate(decoded, span, { uri, isVariable }).value : value;
  const edits: Edit[] = [];
  let length = decoded.text.length;
  let at = 0;
  for (const [i, part] of value.parts.entries()) {
    const start = at;
    at = decoded.offsets?.indexOf(part.span.end, start) ?? part.span.end - decoded.start;
    const other = parts[i];
    if (part.kind === "text" || !other || !areAlike(part, other) || !keepsDigits(part.expr, text)) continue;
    const printed = print({ span, parts: [part] });
    if (printed === decoded.text.slice(start, at)) continue;
    edits.push(editText(part.span, printed));
    length += printed.length - (at - start);
  }
  return { value: length <= maximalLength ? edits : [], diagnostics };
}

/** Whether two readings of an expression are the same. */
function areAlike(part: TemplatePart, other: TemplatePart): boolean {
  return part.kind === "expression" && other.kind === "expression" && print(part.expr) === print(other.expr);
}

/** Whether all numbers have no more digits than a number can hold; others are for their writer to see. */
function keepsDigits(expr: Expr, text: string): boolean {
  if (expr.kind !== "literal" || typeof expr.value !== "number") {
    return children(expr).every((child) => keepsDigits(child, text));
  }
  return print(expr) === plainNumber(text, expr.span);
}

/** A number as it is written, without zeros that say nothing. Parentheses may stand around it. */
function plainNumber(text: string, { start, end }: Span): string | undefined {
  const written = /\d[\d.]*/.exec(text.slice(start, end))?.[0];
  return written
    ?.replace(/^0+(?=\d)/, "")
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}
