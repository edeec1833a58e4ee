import { diagnostic } from "../../../grammar/diagnostic.ts";
import { hasPart } from "../../../grammar/iml/walk.ts";
import { isConstant, sameExpression } from "../expressions.ts";
import { comparisons } from "../operators.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "self-comparison",
  severity: "warning",
  message: () => "This compares a value with itself, so the answer is always the same.",
  doc: "Both sides are written the same. One of them was probably meant to be something else: another field, or a text in quotes.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{body.status != body.status}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{body.status != body.previousStatus}}"}`,
  },
});

/** A comparison of something with the same. */
export const selfComparison = rule({
  diagnostic: found,
  binary({ operator, left, right, span }, { field: { uri } }) {
    if (!comparisons.includes(operator)) return [];
    if (!sameExpression(left, right) || isConstant(left)) return [];
    const isNew = hasPart(left, (part) => part.kind === "variable" && changing.includes(part.name));
    return isNew ? [] : [found({ uri, span }, {})];
  },
});

/** Each time they are read, these are something else. */
const changing = ["uuid", "random"];
