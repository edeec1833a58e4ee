import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { print } from "../../../grammar/iml/print.ts";
import { editText } from "../../../grammar/json/decode.ts";
import { expressionsIn } from "../../fields.ts";
import type { Unit } from "../../program.ts";
import { isConstant } from "../expressions.ts";
import { outcomesOf } from "../outcomes.ts";
import { isOwnerExpression } from "../owner-values.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ value: string; whose: "item" | "connection" }>({
  code: "fallback-uid",
  severity: "error",
  message: ({ value, whose }) =>
    whose === "item"
      ? `Where this \`uid\` falls back to ${value}, the item of one user goes to whoever has that uid.`
      : `Connections whose \`uid\` falls back to ${value} share it, so one user would get the items of others.`,
  doc: "There must be no default owner: an item that does not say whose it is could be anybody's. Leave its `uid` empty. imlc keeps such items, counts them and shows them as unowned, and delivers them to nobody. Events of the service itself, which belong to no user, are left to a condition.",
  example: {
    bad: `{"uid": "{{ifempty(item.user, 'default')}}"}`,
    good: `{"uid": "{{ifempty(item.user, item.owner)}}"}`,
  },
});

/** A uid that is a fixed one where nothing says whose an item is. */
export const fallbackUid = rule({
  diagnostic: found,
  itemOwner: ({ uid }) => fallbacks(uid, "item"),
  savedOwner: ({ saved }) => fallbacks(saved, "connection"),
});

function fallbacks({ field }: Unit, whose: "item" | "connection"): readonly Diagnostic[] {
  const { uri } = field;
  return fixedOwners(
    field.kind === "expression" || field.kind === "text" ? expressionsIn(field).map(({ expr }) => expr) : [],
  ).map((expr) => {
    const edits = [editText(expr.span, "undefined")];
    const fix = { title: "Leave it without an owner", edits, unsafe: true as const };
    return found({ uri, span: expr.span }, { value: `\`${print(expr)}\``, whose }, { fix });
  });
}

/** What is written out in expressions that may also give something else. */
function fixedOwners(exprs: readonly Expr[]): readonly Expr[] {
  return exprs
    .filter((expr) => !isConstant(expr))
    .flatMap(outcomesOf)
    .filter((outcome) => isConstant(outcome) && isOwnerExpression(outcome));
}
