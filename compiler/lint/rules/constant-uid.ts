import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import { builtins } from "../../../language/functions/index.ts";
import type { Analysis } from "../../analyze.ts";
import { expressionsIn } from "../../fields.ts";
import type { Field, Unit } from "../../program.ts";
import { bracing } from "../bracing.ts";
import { allIn, isConstant } from "../expressions.ts";
import { isOwner } from "../owner-values.ts";
import { constantText } from "../requests.ts";
import { rule } from "../rule.ts";

type Whose = "item" | "connection";

const found = diagnostic<{ whose: Whose; path: string | undefined; owns: boolean }>({
  code: "constant-uid",
  severity: "error",
  message: ({ whose, path, owns }) =>
    `${path === undefined ? "This `uid` is always the same" : `\`${path}\` is a text here, because it has no braces: this \`uid\` is always the same`}${outcome(whose, owns)}.`,
  doc: "One URL receives the events of all users, and `uid` says whose an item is. It has to be read from the request in the webhook, and from the service's answer in the connection. A path is read if it stands in braces: `{{item.user}}`.",
  example: { bad: `{"uid": "item.user"}`, good: `{"uid": "{{item.user}}"}` },
});

function outcome(whose: Whose, owns: boolean): string {
  if (whose === "item")
    return owns ? ", so the items of all users have one owner" : " and empty, so no item has an owner";
  return owns ? ", so each user gets the items of all" : " and empty, so no item finds this connection";
}

/** A uid that nothing in the request, or in the answer of the service, can change. */
export const constantUid = rule({
  diagnostic: found,
  itemOwner: ({ webhook, uid }) => constantOwner(uid, "item", webhook.communication),
  savedOwner: ({ connection, saved }) => constantOwner(saved, "connection", connection.communication),
});

function constantOwner({ field, scope }: Unit, whose: Whose, analysis: Analysis | undefined): readonly Diagnostic[] {
  if (!analysis || !isAlwaysTheSame(field)) return [];
  const text = constantText(field);
  const fix =
    text && scope && field.uri === analysis.source.uri ? bracing(field.span, analysis.source, scope) : undefined;
  const params = { whose, path: fix && text, owns: isOwner(field) };
  return [found({ uri: field.uri, span: field.span }, params, fix && { fix })];
}

/** What functions of the app's own give is not known. */
function isAlwaysTheSame(field: Field): boolean {
  const calls = allIn(field).filter((part) => part.kind === "call");
  const areKnown = calls.every(({ name }) => builtins.has(name) && !builtins.get(name)?.impure);
  return areKnown && expressionsIn(field).every(({ expr }) => isConstant(expr));
}
