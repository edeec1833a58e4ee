import { diagnostic } from "../../../grammar/diagnostic.ts";
import { isParenthesised } from "../expressions.ts";
import { comparisons } from "../operators.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ operator: string }>({
  code: "negated-operand",
  severity: "warning",
  message: ({ operator }) =>
    `\`!\` belongs to what stands right behind it, so this compares \`true\` or \`false\`. For "not", write ${operator === "=" ? "`!=`" : "`!(…)`"}.`,
  doc: "`!` binds more tightly than any comparison: `!a = b` is `(!a) = b`. To ask whether two values differ there is `a != b`; to negate a comparison, put it in parentheses: `!(a > b)`.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{!body.type = body.kind}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{body.type != body.kind}}"}`,
  },
});

/** A negation that reaches less far than it looks. */
export const negatedOperand = rule({
  diagnostic: found,
  binary({ left, right, operator, span }, { field: { uri }, facts: { types } }) {
    if (!comparisons.includes(operator)) return [];
    const isNegated = left.kind === "unary" && left.operator === "!" && !isParenthesised(left);
    return isNegated && types.get(right)?.kind !== "boolean" ? [found({ uri, span }, { operator })] : [];
  },
});
