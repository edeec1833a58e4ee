import type { Edit, Fix } from "../../grammar/diagnostic.ts";
import { parseTemplate } from "../../grammar/iml/parse.ts";
import { decodeString, offsetIn } from "../../grammar/json/decode.ts";
import type { Source, Span } from "../../grammar/source.ts";
import { type ScopeName, scopes } from "../../language/scopes.ts";
import { partsOf } from "./expressions.ts";

/**
 * The fix that puts one pair of braces around the whole of a string; undefined if that makes no expression that reads a
 * variable of the scope.
 */
export function bracing(span: Span, source: Source, scope: ScopeName): Fix | undefined {
  const decoded = decodeString(source, span).value;
  const { text } = decoded;
  const at = (index: number): number => offsetIn(decoded, index);
  const braces = [...text.matchAll(/\{\{|\}\}/g)].map(({ index }) => index);
  const inner = braces.filter((index) => index > 0 && index < text.length - 2);
  if (!isExpression(text.replaceAll(/\{\{|\}\}/g, ""), scope)) return undefined;
  const edits: Edit[] = inner.map((index) => ({ span: { start: at(index), end: at(index + 2) }, text: "" }));
  if (!text.startsWith("{{")) edits.unshift({ span: { start: at(0), end: at(0) }, text: "{{" });
  if (!text.endsWith("}}")) edits.push({ span: { start: at(text.length), end: at(text.length) }, text: "}}" });
  return { title: "Put all of it in one pair of braces", edits };
}

function isExpression(text: string, scope: ScopeName): boolean {
  const decoded = { text: `{{${text}}}`, start: 0, offsets: undefined };
  const context = { uri: "", isVariable: (name: string) => scopes[scope].has(name) };
  const { value, diagnostics } = parseTemplate(decoded, { start: 0, end: 0 }, context);
  const [part, ...others] = value.parts;
  if (part?.kind !== "expression" || others.length > 0 || diagnostics.length > 0) return false;
  const heads = partsOf(part.expr).filter((each) => each.kind === "variable");
  return heads.length > 0 && heads.every(({ name }) => scopes[scope].has(name));
}
