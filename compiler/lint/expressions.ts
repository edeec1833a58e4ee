import type { Call, Expr } from "../../grammar/iml/ast.ts";
import { print } from "../../grammar/iml/print.ts";
import { children, hasPart } from "../../grammar/iml/walk.ts";
import { expressionsIn } from "../fields.ts";
import type { Field } from "../program.ts";
import { isKeyword } from "./paths.ts";

/** An expression and all that it is made of, itself first. */
export function partsOf(expr: Expr): readonly Expr[] {
  const parts: Expr[] = [];
  addParts(expr, parts);
  return parts;
}

/** Every expression of a field and all that they are made of. */
export function allIn(field: Field): readonly Expr[] {
  return expressionsIn(field).flatMap(({ expr }) => partsOf(expr));
}

/** Whether an expression has a value of its own, whatever comes in: no variable is read in it. */
export function isConstant(expr: Expr): boolean {
  return !hasPart(expr, (part) => part.kind === "variable" && !isKeyword(part));
}

/** Whether two expressions are written the same, but for blank space, quotes and aliases of operators. */
export function sameExpression(a: Expr, b: Expr): boolean {
  return a.kind === b.kind && print(a) === print(b);
}

/** Whether an operand stands in parentheses of its own: they leave no node, and widen the span of what they hold. */
export function isParenthesised(expr: Expr): boolean {
  switch (expr.kind) {
    case "binary":
      return expr.span.start < expr.left.span.start;
    case "unary":
      return expr.span.end > expr.operand.span.end;
    case "literal":
    case "variable":
    case "member":
    case "index":
    case "call":
    case "empty":
    case "missing":
      return false;
  }
}

/** A call of one of these functions. */
export function callOf(expr: Expr, ...names: readonly string[]): Call | undefined {
  return expr.kind === "call" && names.includes(expr.name) ? expr : undefined;
}

/** The text that an expression is as it is written. */
export function literalText(expr: Expr | undefined): string | undefined {
  return expr?.kind === "literal" && typeof expr.value === "string" ? expr.value : undefined;
}

/** Whether every expression of a field could be read. */
export function isWhole(field: Field): boolean {
  return expressionsIn(field).every(({ expr }) => isRead(expr));
}

/** Whether an expression and all that it is made of could be read. */
export function isRead(expr: Expr): boolean {
  return !hasPart(expr, ({ kind }) => kind === "missing");
}

function addParts(expr: Expr, parts: Expr[]): void {
  parts.push(expr);
  for (const child of children(expr)) addParts(child, parts);
}
