import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Field } from "../../program.ts";
import { searching } from "../examples.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ directive: string; why: string }>({
  code: "zero-limit",
  severity: "warning",
  message: ({ directive, why }) => `\`${directive}\` is 0: ${why}. Without a limit, leave the key out.`,
  doc: "A limit of 0 does not mean that there is none. Make refuses `response.limit: 0` when the module runs, and `repeat.limit: 0` repeats nothing.",
  example: {
    bad: searching(`{"url": "https://a.example/users", "response": {"iterate": "{{body.users}}", "limit": 0}}`),
    good: searching(`{"url": "https://a.example/users", "response": {"iterate": "{{body.users}}", "limit": 100}}`),
  },
});

/** A limit that lets nothing through. */
export const zeroLimit = rule({
  diagnostic: found,
  section: (section) => [
    ...zeroAt(section, ["response", "limit"], "Make refuses it when the request is sent"),
    ...zeroAt(section, ["repeat", "limit"], "the request is never repeated"),
  ],
});

function zeroAt(section: Field, path: readonly string[], why: string) {
  const limit = under(section, ...path);
  return limit && isZero(limit) ? [found(limit, { directive: path.join("."), why })] : [];
}

function isZero(field: Field): boolean {
  if (field.kind === "constant") return field.value === 0 || field.value === "0";
  return field.kind === "expression" && field.expr.kind === "literal" && field.expr.value === 0;
}
