import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import type { Type } from "../../../language/types.ts";
import { literalText } from "../expressions.ts";
import { isKeyword } from "../paths.ts";
import { type ManifestFacts, rule } from "../rule.ts";

const found = diagnostic({
  code: "unreachable-fallback",
  severity: "warning",
  message: () => "This fallback is never used: what stands before it is never empty.",
  doc: "`ifempty(a, b)` gives `b` where `a` is undefined, null or the empty text; `a | b` where `a` counts as false. A text with something written out in it is never empty, whatever is missing in it; nor is a number, a date or a list, not even one without items. Put the fallback beside the part that may be missing: `'Error: ' + ifempty(body.message, 'unknown')`.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{ifempty('By ' + item.author, 'Unknown')}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{'By ' + ifempty(item.author, 'unknown')}}"}`,
  },
});

/** A second choice behind a first one that always is something. */
export const unreachableFallback = rule({
  diagnostic: found,
  call({ name, args: [first, second] }, { field: { uri }, facts }) {
    if (name !== "ifempty" || !first || !second || !isNeverEmpty(first, facts)) return [];
    return [found({ uri, span: second.span }, {})];
  },
  binary({ operator, left, right }, { field: { uri }, facts }) {
    return operator === "|" && isAlwaysTrue(left, facts) ? [found({ uri, span: right.span }, {})] : [];
  },
});

function isNeverEmpty(expr: Expr, facts: ManifestFacts): boolean {
  return hasWrittenText(expr) || isMade(expr, full, facts);
}

function isAlwaysTrue(expr: Expr, facts: ManifestFacts): boolean {
  return hasWrittenText(expr) || isMade(expr, alwaysTrue, facts);
}

/** Whether it is a text of which at least a part stands in the template. */
function hasWrittenText(expr: Expr): boolean {
  if (expr.kind === "binary" && (expr.operator === "+" || expr.operator === "join")) {
    return hasWrittenText(expr.left) || hasWrittenText(expr.right);
  }
  return literalText(expr) !== undefined && literalText(expr) !== "";
}

/** Whether the language itself makes one of these types of it; what a request holds is known from hearsay only. */
function isMade(expr: Expr, kinds: readonly Type["kind"][], { types }: ManifestFacts): boolean {
  const isOwn = expr.kind === "literal" || expr.kind === "call" || expr.kind === "binary" || expr.kind === "unary";
  return (isOwn || isKeyword(expr)) && kinds.includes(types.get(expr)?.kind ?? "any");
}

const alwaysTrue: readonly Type["kind"][] = ["date", "array", "buffer"];

const full: readonly Type["kind"][] = [...alwaysTrue, "number", "boolean"];
