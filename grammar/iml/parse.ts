import type { CstNode, ILexingResult, IRecognitionException } from "chevrotain";
import type { Diagnostic, Parsed } from "../diagnostic.ts";
import type { DecodedText } from "../json/ast.ts";
import { offsetIn } from "../json/decode.ts";
import type { Span } from "../source.ts";
import { inOrder, isToken, place, spanOf, spanOfNode, tokenOf } from "../tokens.ts";
import type { Expr, Template, TemplatePart } from "./ast.ts";
import { buildMustache } from "./build.ts";
import { inContext, type TemplateContext } from "./context.ts";
import {
  expressionSyntax,
  templateTooDeep,
  templateTooLong,
  unclosedLiteral,
  unclosedMustache,
} from "./diagnostics.ts";
import { templateParser } from "./grammar.ts";
import { recall, remember } from "./known.ts";
import { Open, templateLexer } from "./lexis.ts";
import { exceedsDepth, maximalDepth, maximalLength, nestedTooDeep } from "./limits.ts";
import { nextToken } from "./report.ts";

/**
 * Reads a string of a manifest; `span` is where it stands, with its quotes. A string without `{{` is text, an empty one
 * has no parts, and what is beyond a limit is one missing expression.
 */
export function parseTemplate(decoded: DecodedText, span: Span, context: TemplateContext): Parsed<Template> {
  const { text } = decoded;
  const inside = { start: offsetIn(decoded, 0), end: offsetIn(decoded, text.length) };
  if (!text.includes("{{")) {
    return { value: { span, parts: text === "" ? [] : [{ kind: "text", span: inside, text }] }, diagnostics: [] };
  }
  const before = recall(decoded);
  if (before) return { value: { span, parts: before }, diagnostics: [] };
  let dependsOnScope = false;
  const isVariable = (name: string): boolean => {
    dependsOnScope = true;
    return context.isVariable(name);
  };
  const { parts, diagnostics } = readParts(decoded, span, inside, { uri: context.uri, isVariable });
  if (!dependsOnScope && diagnostics.length === 0) remember(decoded, parts);
  return { value: { span, parts }, diagnostics };
}

interface Parts {
  readonly parts: readonly TemplatePart[];
  readonly diagnostics: readonly Diagnostic[];
}

function readParts(decoded: DecodedText, span: Span, inside: Span, context: TemplateContext): Parts {
  const { uri } = context;
  const { length } = decoded.text;
  if (length > maximalLength) return unread(inside, templateTooLong({ uri, span }, { length, limit: maximalLength }));
  const lexed = templateLexer.tokenize(decoded.text);
  const placed = place(lexed.tokens, (offset) => offsetIn(decoded, offset));
  const { tokens, unclosed, diagnostics } = inContext(placed, inside.end, context);
  const tooDeep = nestedTooDeep(tokens);
  if (tooDeep) return unread(inside, templateTooDeep({ uri, span: spanOf(tooDeep) }, { limit: maximalDepth }));
  templateParser.input = tokens;
  const template = templateParser.template();
  const found = [
    ...lexerErrors(lexed, decoded, uri),
    ...parserErrors(templateParser.errors, inside.end, uri),
    ...diagnostics,
  ];
  const takeUpTo = inTurn(found);
  const next = nextToken(tokens, inside.end);
  const parts = inOrder(template).map((child): Part => {
    if (isToken(child)) return { part: { kind: "text", span: spanOf(child), text: child.image }, diagnostics: [] };
    const isUnclosed = unclosed !== undefined && tokenOf(child, Open) === unclosed;
    return expressionPart(child, takeUpTo(spanOfNode(child)?.end ?? inside.end), isUnclosed, { uri, next });
  });
  return { parts: parts.map(({ part }) => part), diagnostics: parts.flatMap((each) => each.diagnostics) };
}

function unread(span: Span, found: Diagnostic): Parts {
  return { parts: [{ kind: "expression", span, expr: { kind: "missing", span } }], diagnostics: [found] };
}

/** Hands out diagnostics in the order of the text: at each call those before an offset that were not yet handed out. */
function inTurn(diagnostics: readonly Diagnostic[]): (end: number) => readonly Diagnostic[] {
  const sorted = diagnostics.toSorted((a, b) => a.span.start - b.span.start);
  let taken = 0;
  return (end) => {
    const from = taken;
    while ((sorted[taken]?.span.start ?? end) < end) taken++;
    return sorted.slice(from, taken);
  };
}

interface Part {
  readonly part: TemplatePart;
  readonly diagnostics: readonly Diagnostic[];
}

function expressionPart(
  node: CstNode,
  found: readonly Diagnostic[],
  isUnclosed: boolean,
  { uri, next }: { readonly uri: string; readonly next: (offset: number) => number },
): Part {
  const span = spanOfNode(node) ?? { start: 0, end: 0 };
  const own: Diagnostic[] = [];
  const built = buildMustache(node, { uri, next, add: (diagnostic) => own.push(diagnostic) });
  const isTooDeep = exceedsDepth(built);
  const expr: Expr = isTooDeep ? { kind: "missing", span: built.span } : built;
  const part: TemplatePart = { kind: "expression", span, expr };
  if (isUnclosed) {
    const braces = tokenOf(node, Open);
    return { part, diagnostics: [unclosedMustache({ uri, span: braces ? spanOf(braces) : span }, {})] };
  }
  if (isTooDeep) return { part, diagnostics: [templateTooDeep({ uri, span: built.span }, { limit: maximalDepth })] };
  return { part, diagnostics: worthTelling([...found, ...own], span.end) };
}

const syntaxCodes: readonly string[] = [expressionSyntax.spec.code, unclosedLiteral.spec.code];

/**
 * Of the syntax errors of an expression the first: others follow from it, as warnings may; but for one at the very end,
 * where something was not closed, for what stands before it was understood.
 */
function worthTelling(diagnostics: readonly Diagnostic[], end: number): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted((a, b) => a.span.start - b.span.start);
  const first = sorted.find(({ code }) => syntaxCodes.includes(code));
  if (!first) return sorted;
  const isAtEnd = first.code === expressionSyntax.spec.code && first.span.end === end;
  const isSound = ({ severity }: Diagnostic) => isAtEnd || severity === "error";
  return sorted.filter((each) => each === first || (isSound(each) && !syntaxCodes.includes(each.code)));
}

function lexerErrors({ errors }: ILexingResult, decoded: DecodedText, uri: string): readonly Diagnostic[] {
  return errors.map(({ offset, length, message }) => {
    const span = { start: offsetIn(decoded, offset), end: offsetIn(decoded, offset + length) };
    return expressionSyntax({ uri, span }, { message });
  });
}

/** The end of the text has no offset of its own. */
function parserErrors(errors: readonly IRecognitionException[], end: number, uri: string): readonly Diagnostic[] {
  return errors.map(({ token, message }) => {
    const span = token.startOffset < 0 ? { start: end, end } : spanOf(token);
    return expressionSyntax({ uri, span }, { message });
  });
}
