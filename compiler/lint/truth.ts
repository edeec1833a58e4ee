import type { Expr } from "../../grammar/iml/ast.ts";
import { callOf } from "./expressions.ts";
import type { ExpressionPlace } from "./rule.ts";

/** Whether an expression is asked for nothing but whether it counts as true. */
export function isAsked(expr: Expr, { parents, unit, field }: Omit<ExpressionPlace, "facts">): boolean {
  const parent = parents.at(-1);
  if (!parent) return unit.want.kind === "boolean" && unit.field === field;
  if (parent.kind === "unary") return parent.operator === "!";
  if (callOf(parent, "if")) return callOf(parent, "if")?.args[0] === expr;
  if (parent.kind !== "binary" || (parent.operator !== "&" && parent.operator !== "|")) return false;
  return parent.left === expr || isAsked(parent, { parents: parents.slice(0, -1), unit, field });
}
