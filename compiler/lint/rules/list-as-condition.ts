import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { type ExpressionPlace, rule } from "../rule.ts";
import { isAsked } from "../truth.ts";

const found = diagnostic({
  code: "list-as-condition",
  severity: "warning",
  message: () => "An array counts as true even without items, so this is always true. Ask for `length(…) > 0`.",
  doc: "Undefined, null, `false`, 0 and the empty text count as false, and everything else as true: an empty array, too.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{split(body.tags, ',')}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{length(split(body.tags, ',')) > 0}}"}`,
  },
});

/** An array that is asked whether it is true. */
export const listAsCondition = rule({
  diagnostic: found,
  variable: listAsked,
  member: listAsked,
  index: listAsked,
  call: listAsked,
  binary: listAsked,
});

function listAsked(expr: Expr, place: ExpressionPlace): readonly Diagnostic[] {
  const isList = place.facts.types.get(expr)?.kind === "array";
  const parent = place.parents.at(-1);
  // What `|` makes of it is told as a fallback that is never used.
  const hasFallback = parent?.kind === "binary" && parent.operator === "|";
  return isList && !hasFallback && isAsked(expr, place) ? [found({ uri: place.field.uri, span: expr.span }, {})] : [];
}
