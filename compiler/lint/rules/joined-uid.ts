import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import type { Type } from "../../../language/types.ts";
import type { Field } from "../../program.ts";
import type { WebhookAnalysis } from "../../project/facts.ts";
import { callOf, isConstant, literalText } from "../expressions.ts";
import { outcomesOf } from "../outcomes.ts";
import { type Path, pathsIn, samePath, showPath } from "../paths.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ missing: string; left: string }>({
  code: "joined-uid",
  severity: "warning",
  message: ({ missing, left }) =>
    `Without ${missing} this \`uid\` is \`${left}\`: a text that is not empty, so all items that lack it have one owner.`,
  doc: "An empty `uid` belongs to nobody, and that is what an item without an id should have. Texts that are joined are never empty: what is missing leaves the rest of the text. Ask first whether the values are there.",
  example: {
    bad: `{"uid": "{{item.team}}-{{item.user}}"}`,
    good: `{"uid": "{{if(item.team & item.user, item.team + '-' + item.user)}}"}`,
  },
});

/** A uid that is put together, and so is not empty where the values are. */
export const joinedUid = rule({
  diagnostic: found,
  itemOwner: ({ webhook, uid }) => joints(uid.field).flatMap((joint) => report(joint, uid.field, webhook)),
});

/** Texts and values that are put together to one text. */
interface Joint {
  readonly span: Field["span"];
  readonly parts: readonly (string | Expr)[];
  /** What is known to be there, because it was asked for. */
  readonly asked: readonly Path[];
}

function report(
  { span, parts, asked }: Joint,
  { uri }: Field,
  { communication }: WebhookAnalysis,
): readonly Diagnostic[] {
  const values = parts.filter((part) => typeof part !== "string");
  const missing = values.filter((value) => isUnsure(communication?.types.get(value)) && !isAsked(value, asked));
  const hasText = parts.some((part) => typeof part === "string" && part.trim() !== "");
  if (missing.length === 0 || values.length < 2 || !hasText) return [];
  const left = parts.map((part) => (typeof part === "string" ? part : missing.includes(part) ? "" : "…")).join("");
  const paths = missing.flatMap(pathsIn).map((path) => `\`${showPath(path)}\``);
  return [found({ uri, span }, { missing: [...new Set(paths)].join(" and "), left })];
}

function joints(field: Field): readonly Joint[] {
  if (field.kind === "expression") return jointsIn(field.expr, []);
  if (field.kind !== "text") return [];
  const parts = field.parts.map((part) => (typeof part === "string" ? part : part.expr));
  return [{ span: field.span, parts, asked: [] }];
}

/** The values that an expression may give and that are joined, each with what was asked before. */
function jointsIn(expr: Expr, asked: readonly Path[]): readonly Joint[] {
  const condition = callOf(expr, "if")?.args[0];
  if (condition) {
    const known = [...asked, ...pathsIn(condition)];
    return outcomesOf(expr).flatMap((outcome) => jointsIn(outcome, known));
  }
  const outcomes = outcomesOf(expr);
  if (outcomes[0] !== expr) return outcomes.flatMap((outcome) => jointsIn(outcome, asked));
  const parts = joinedParts(expr);
  return parts.some((part) => typeof part === "string") && parts.length > 1 ? [{ span: expr.span, parts, asked }] : [];
}

function joinedParts(expr: Expr): readonly (string | Expr)[] {
  if (expr.kind === "binary" && (expr.operator === "+" || expr.operator === "join"))
    return [expr.left, expr.right].flatMap(joinedParts);
  return [literalText(expr) ?? expr];
}

/** Whether a value may be missing. */
function isUnsure(type: Type | undefined): boolean {
  if (!type) return true;
  return type.kind === "union" ? type.of.some(isUnsure) : ["any", "undefined", "null"].includes(type.kind);
}

function isAsked(value: Expr, asked: readonly Path[]): boolean {
  return isConstant(value) || pathsIn(value).every((path) => asked.some((each) => samePath(path, each)));
}
