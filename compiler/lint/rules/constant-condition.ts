import { diagnostic } from "../../../grammar/diagnostic.ts";
import { constantTruth } from "../conditions.ts";
import { isConstant } from "../expressions.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ truth: boolean | undefined; of: string }>({
  code: "constant-condition",
  severity: "warning",
  message: ({ truth, of }) =>
    `${of === "condition" ? "This condition" : `The condition of \`${of}\``} is always ${truth ?? "the same"}: it reads nothing that could change. Ask something of what comes in, or leave it out.`,
  doc: "A condition asks something of the request, the item or the answer. One without a variable gives the same each time: always true is the same as no condition – but for `response.valid`, where it accepts every status, and `token` of an OAuth connection –, always false switches off what depends on it. It is a slip, or left over from trying something out.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{1 < 2}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{body.count < 2}}"}`,
  },
});

/** A condition that nothing can change; what a handshake or a loop makes of one is told by rules of their own. */
export const constantCondition = rule({
  diagnostic: found,
  condition({ of, field }) {
    const isSame =
      field.kind === "expression" ? isConstant(field.expr) : field.kind === "constant" && !isText(field.value);
    const truth = isSame ? constantTruth(field) : undefined;
    return isSame && (!own.includes(of) || truth === false) ? [found(field, { truth, of })] : [];
  },
});

/** Where always true is told by a rule of its own, or says something: to Make that a token is asked for without a user, and that any status is accepted. */
const own = ["verification", "pagination", "repeat", "response.valid", "token"];

/** A text that is not empty is told by a rule of its own. */
function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
