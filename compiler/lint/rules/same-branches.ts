import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { sameExpression } from "../expressions.ts";
import { type ExpressionPlace, rule } from "../rule.ts";

const found = diagnostic<{ what: string }>({
  code: "same-branches",
  severity: "warning",
  message: ({ what }) => `${what}, so nothing is chosen here.`,
  doc: "Two choices that are written the same make the question without effect. One of them was probably copied from the other and not changed yet.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{if(item.isNew, item.title, item.title)}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{if(item.isNew, item.title, item.name)}}"}`,
  },
});

/** A choice between the same and the same. */
export const sameBranches = rule({
  diagnostic: found,
  call({ name, args: [first, second, third] }, place) {
    if (name === "if") return report(second, third, "Both branches are the same", place);
    return name === "ifempty" ? report(first, second, "The fallback is what it stands in for", place) : [];
  },
  binary({ operator, left, right }, place) {
    return operator === "&" || operator === "|" ? report(left, right, "Both sides are the same", place) : [];
  },
});

function report(first: Expr | undefined, second: Expr | undefined, what: string, { field: { uri } }: ExpressionPlace) {
  return first && second && sameExpression(first, second) ? [found({ uri, span: second.span }, { what })] : [];
}
