import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Binary, Expr } from "../../../grammar/iml/ast.ts";
import { callOf, literalText } from "../expressions.ts";
import { equalities } from "../operators.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ why: string; truth: boolean }>({
  code: "impossible-value",
  severity: "warning",
  message: ({ why, truth }) => `${why}, so this is always ${truth}.`,
  doc: "What `lower` gives has no capitals, what `upper` gives and `method` have nothing but capitals, and no length is less than 0. A comparison with what cannot occur says the same each time.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{lower(body.type) = 'Message'}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{lower(body.type) = 'message'}}"}`,
  },
});

/** A comparison with something that the other side never is. */
export const impossibleValue = rule({
  diagnostic: found,
  binary(expr, { field: { uri } }) {
    const said = equalities.includes(expr.operator) ? ofCase(expr) : ofLength(expr);
    return said ? [found({ uri, span: expr.span }, said)] : [];
  },
});

interface Verdict {
  readonly why: string;
  readonly truth: boolean;
}

function ofCase({ left, operator, right }: Binary): Verdict | undefined {
  const why = whyNever(left, right) ?? whyNever(right, left);
  return why === undefined ? undefined : { why, truth: operator === "!=" };
}

/** Why a value is never a text that is written out. */
function whyNever(value: Expr, other: Expr): string | undefined {
  const text = literalText(other);
  if (text === undefined) return undefined;
  if (callOf(value, "lower") && text !== text.toLowerCase()) return "A text from `lower` has no capitals";
  if (callOf(value, "upper") && text !== text.toUpperCase()) return "A text from `upper` has nothing but capitals";
  const isMethod = value.kind === "variable" && value.name === "method" && text !== text.toUpperCase();
  return isMethod ? "`method` is in capitals" : undefined;
}

function ofLength({ left, operator, right }: Binary): Verdict | undefined {
  const isMirrored = callOf(right, "length") !== undefined;
  const zero = isMirrored ? left : right;
  if ((!isMirrored && !callOf(left, "length")) || zero.kind !== "literal" || zero.value !== 0) return undefined;
  const why = "No length is less than 0";
  if (operator === (isMirrored ? ">" : "<")) return { why, truth: false };
  return operator === (isMirrored ? "<=" : ">=") ? { why, truth: true } : undefined;
}
