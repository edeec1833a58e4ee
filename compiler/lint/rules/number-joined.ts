import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { isParenthesised } from "../expressions.ts";
import { type ManifestFacts, rule } from "../rule.ts";

const found = diagnostic({
  code: "number-joined",
  severity: "warning",
  message: () =>
    "Behind a text, `+` joins: both numbers are written one after the other and not added. Put the sum in parentheses.",
  doc: "Operators of one level are applied from left to right, and `+` joins as soon as one side is a text: `'n' + 1 + 2` is `n12`. Write `'n' + (1 + 2)` for `n3`.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{'Page ' + length(item.pages) + 1}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{'Page ' + (length(item.pages) + 1)}}"}`,
  },
});

/** Two numbers behind a text, which are not added. */
export const numberJoined = rule({
  diagnostic: found,
  binary({ operator, left, right }, { field: { uri }, facts }) {
    if (operator !== "+" || isParenthesised(left)) return [];
    const isSecond = left.kind === "binary" && left.operator === "+" && isOf("text", left.left, facts);
    if (!isSecond || !isOf("number", left.right, facts) || !isOf("number", right, facts)) return [];
    return [found({ uri, span: { start: left.right.span.start, end: right.span.end } }, {})];
  },
});

function isOf(kind: "text" | "number", expr: Expr, { types }: ManifestFacts): boolean {
  return types.get(expr)?.kind === kind;
}
