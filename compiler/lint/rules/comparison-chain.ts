import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { BinaryOperator, Expr } from "../../../grammar/iml/ast.ts";
import { isParenthesised } from "../expressions.ts";
import { equalities, orderings } from "../operators.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "comparison-chain",
  severity: "warning",
  message: () =>
    "The first comparison gives `true` or `false`, and the second one compares that. Join two comparisons with `&`.",
  doc: "Comparisons are made from left to right: `1 < x < 5` asks whether `true` (or `false`) is less than 5, which it always is. Write `1 < x & x < 5`.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{1 < body.count < 5}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{1 < body.count & body.count < 5}}"}`,
  },
});

/** Comparisons in a row, as mathematics has them. */
export const comparisonChain = rule({
  diagnostic: found,
  binary(expr, { field: { uri } }) {
    if (expr.left.kind !== "binary" || isParenthesised(expr.left)) return [];
    const isChain = [orderings, equalities].some((row) => isOneOf(expr, row) && isOneOf(expr.left, row));
    return isChain ? [found({ uri, span: expr.span }, {})] : [];
  },
});

function isOneOf(expr: Expr, operators: readonly BinaryOperator[]): boolean {
  return expr.kind === "binary" && operators.includes(expr.operator);
}
