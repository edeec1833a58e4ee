import type { CstNode, IToken, TokenType } from "chevrotain";
import { editText } from "../json/decode.ts";
import type { Span } from "../source.ts";
import { endOf, inOrder, isToken, nodeOf, nodesOf, quote, spanOf, spanOfNode, tokenOf, tokensOf } from "../tokens.ts";
import type { Expr, Index } from "./ast.ts";
import { constant, nameOf } from "./constant.ts";
import { emptyArgument } from "./diagnostics.ts";
import { fold, type Tail } from "./fold.ts";
import { arrayOf, callOn, functionAt, objectAt, reportNested, reportOptional, reportWord } from "./foreign.ts";
import {
  Close,
  Constant,
  Dot,
  Head,
  Infix,
  LBracket,
  LParen,
  Open,
  Prefix,
  Quoted,
  RBracket,
  RParen,
  Segment,
  Separator,
} from "./lexis.ts";
import { missingAt, type Report, syntaxError } from "./report.ts";

/** The expression between `{{` and `}}`. Of terms that cannot belong together none is lost: they are joined. */
export function buildMustache(node: CstNode, report: Report): Expr {
  const parts = nodesOf(node, "expression");
  const [stray] = nodesOf(node, "stray").flatMap(inOrder).filter(isToken);
  const start = endOfToken(tokenOf(node, Open), spanOfNode(node)?.start);
  if (stray) {
    const isFirst = (spanOfNode(parts[0])?.start ?? Number.POSITIVE_INFINITY) > stray.startOffset;
    const found = quote(stray.image);
    syntaxError(report, spanOf(stray), isFirst ? `Expected an expression, found ${found}.` : `Unexpected ${found}.`);
  }
  const close = tokenOf(node, Close);
  if (parts.length === 0 && !stray && close) {
    syntaxError(report, spanOf(close), "Expected an expression, found `}}`.");
  }
  return joined(
    parts.map((part) => expression(part, start, report)),
    start,
    report,
  );
}

function joined([first, ...others]: readonly Expr[], start: number, report: Report): Expr {
  if (!first) return missingAt(start, report);
  return fold(
    first,
    others.map((operand) => ({ operator: undefined, operand })),
    report,
  );
}

function expression(node: CstNode, start: number, report: Report): Expr {
  const tails = nodesOf(node, "tail");
  const arrow = tails.map((tail) => tokenOf(tail, Infix)).find((operator) => operator?.image === "=>");
  if (arrow) return functionAt(arrow, spanOfNode(node) ?? spanOf(arrow), report);
  const first = operand(nodeOf(node, "operand"), start, report);
  return fold(
    first,
    tails.map((tail) => tailOf(tail, report)),
    report,
  );
}

function tailOf(node: CstNode, report: Report): Tail {
  const operator = tokenOf(node, Infix);
  return { operator, operand: operand(nodeOf(node, "operand"), endOfToken(operator, spanOfNode(node)?.start), report) };
}

function operand(node: CstNode | undefined, start: number, report: Report): Expr {
  const prefixes = tokensOf(node, Prefix);
  const bare = primary(nodeOf(node, "primary"), endOfToken(prefixes.at(-1), start), report);
  const path = nodesOf(node, "step").reduce((object, next) => step(object, next, report), bare);
  return prefixes.reduceRight((inner, prefix) => unary(prefix, inner, report), path);
}

function unary(prefix: IToken, inner: Expr, report: Report): Expr {
  const operator = prefix.image === "-" ? "-" : "!";
  if (prefix.image !== operator) reportWord(prefix, operator, report);
  return { kind: "unary", span: { start: prefix.startOffset, end: inner.span.end }, operator, operand: inner };
}

function primary(node: CstNode | undefined, start: number, report: Report): Expr {
  const constantToken = tokenOf(node, Constant);
  if (constantToken) return constant(constantToken, report);
  const headNode = nodeOf(node, "head");
  if (headNode) return head(headNode, start, report);
  const group = nodeOf(node, "parenthesis");
  if (group) return grouped(group, start, report);
  const bracket = nodeOf(node, "bracket");
  if (bracket) return arrayLiteral(bracket, start, report);
  const braces = nodeOf(node, "braces");
  if (braces) return objectAt(spanOfNode(braces) ?? at(start), report);
  const mustache = nodeOf(node, "mustache");
  if (mustache) return nested(mustache, report);
  return missingAt(start, report);
}

function head(node: CstNode, start: number, report: Report): Expr {
  const token = tokenOf(node, Head);
  if (!token) return missingAt(start, report);
  const nameSpan = spanOf(token);
  const name = nameOf(token, report);
  const call = nodeOf(node, "parenthesis");
  if (!call) return { kind: "variable", span: nameSpan, name, quoted: token.tokenType === Quoted };
  const span = { start: nameSpan.start, end: endOfBracket(call, RParen, report) };
  return { kind: "call", span, name, nameSpan, args: args(call, LParen, RParen, report) };
}

function arrayLiteral(node: CstNode, start: number, report: Report): Expr {
  const isClosed = tokenOf(node, RBracket) !== undefined;
  const span = { start: spanOfNode(node)?.start ?? start, end: endOfBracket(node, RBracket, report) };
  return arrayOf(span, args(node, LBracket, RBracket, report), isClosed, report);
}

/** Parentheses leave no node, but what they hold gets their span. */
function grouped(node: CstNode, start: number, report: Report): Expr {
  const span = { start: spanOfNode(node)?.start ?? start, end: endOfBracket(node, RParen, report) };
  const [separator] = separators(node);
  const close = tokenOf(node, RParen);
  const inner = slots(node, LParen, report).flatMap((slot) => slot.expr ?? []);
  if (separator) syntaxError(report, spanOf(separator), `Expected \`)\`, found \`${separator.image}\`.`);
  else if (inner.length === 0 && close) syntaxError(report, spanOf(close), "Expected an expression, found `)`.");
  return { ...joined(inner, endOfToken(tokenOf(node, LParen), start), report), span };
}

function nested(node: CstNode, report: Report): Expr {
  const span = spanOfNode(node) ?? at(0);
  const inner = buildMustache(node, report);
  reportNested(span, inner.span, report);
  return { ...inner, span };
}

function step(object: Expr, node: CstNode, report: Report): Expr {
  const bracket = nodeOf(node, "bracket");
  if (bracket) return index(object, bracket, report);
  const member = nodeOf(node, "member");
  const dot = tokenOf(member, Dot);
  const after = endOfToken(dot, object.span.end);
  const inner = nodeOf(member, "bracket");
  if (dot?.image === "?.") reportOptional(dot, inner !== undefined, report);
  else if (inner) syntaxError(report, at(after), "Expected a name, found `[`.");
  if (inner) return index(object, inner, report);
  const token = tokenOf(member, Segment);
  const nameSpan = token ? spanOf(token) : at(after);
  const name = token ? nameOf(token, report) : "";
  const call = nodeOf(member, "parenthesis");
  if (!call) return { kind: "member", span: { start: object.span.start, end: nameSpan.end }, object, name, nameSpan };
  const end = endOfBracket(call, RParen, report);
  return callOn(object, { name, nameSpan }, args(call, LParen, RParen, report), end, report);
}

function index(object: Expr, node: CstNode, report: Report): Index {
  const span = { start: object.span.start, end: endOfBracket(node, RBracket, report) };
  const [separator] = separators(node);
  if (separator) syntaxError(report, spanOf(separator), `Expected \`]\`, found \`${separator.image}\`.`);
  const sole = soleMustache(node);
  const [first] = sole ? [{ expr: buildMustache(sole, report), start: span.end }] : slots(node, LBracket, report);
  const isLeftOut = !first?.expr && tokenOf(node, RBracket) !== undefined;
  const inside = isLeftOut ? undefined : (first?.expr ?? missingAt(first?.start ?? span.end, report));
  return { kind: "index", span, object, index: inside };
}

/** The braces of `items[{{i}}]`, which are allowed. */
function soleMustache(bracket: CstNode): CstNode | undefined {
  const [item, ...others] = nodesOf(nodeOf(bracket, "items"), "item");
  const inner = nodeOf(item, "expression");
  const only = nodeOf(inner, "operand");
  const isBare = nodesOf(inner, "tail").length + nodesOf(only, "step").length + tokensOf(only, Prefix).length === 0;
  return others.length === 0 && isBare ? nodeOf(nodeOf(only, "primary"), "mustache") : undefined;
}

/** A place between separators, and what stands there. */
interface Slot {
  readonly start: number;
  readonly expr: Expr | undefined;
}

function slots(node: CstNode, open: TokenType, report: Report): readonly Slot[] {
  const starts = [tokenOf(node, open), ...separators(node)].map((token) => endOfToken(token, spanOfNode(node)?.start));
  return nodesOf(nodeOf(node, "items"), "item").map((item, i) => {
    const start = starts[i] ?? 0;
    const inner = nodeOf(item, "expression");
    return { start, expr: inner && expression(inner, start, report) };
  });
}

function separators(node: CstNode): readonly IToken[] {
  return tokensOf(nodeOf(node, "items"), Separator);
}

/** What stands between brackets. A place left empty is `empty`; the last one before a bracket that is not there, missing. */
function args(node: CstNode, open: TokenType, close: TokenType, report: Report): readonly Expr[] {
  const places = slots(node, open, report);
  const isClosed = tokenOf(node, close) !== undefined;
  if (isClosed && places.length === 1 && !places[0]?.expr) return [];
  return places.map(({ expr, start }, i) => {
    if (expr) return expr;
    const missing = missingAt(start, report);
    if (!isClosed && i === places.length - 1) return missing;
    reportEmpty(missing.span, report);
    return { ...missing, kind: "empty" };
  });
}

function reportEmpty(span: Span, { uri, add }: Report): void {
  const fix = { title: "Write `undefined`", edits: [editText(at(span.start), "undefined")] };
  add(emptyArgument({ uri, span }, {}, { fix }));
}

function endOfBracket(node: CstNode, close: TokenType, { next }: Report): number {
  const end = spanOfNode(node)?.end ?? 0;
  return tokenOf(node, close) ? end : next(end);
}

function endOfToken(token: IToken | undefined, otherwise: number | undefined): number {
  return token ? endOf(token) : (otherwise ?? 0);
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
