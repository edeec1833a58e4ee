import type { Span } from "../source.ts";
import type { Expr } from "./ast.ts";

/** The expressions that an expression is made of, in the order in which they are written. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "literal":
    case "variable":
    case "empty":
    case "missing":
      return [];
    case "member":
      return [expr.object];
    case "index":
      return expr.index ? [expr.object, expr.index] : [expr.object];
    case "call":
      return expr.args;
    case "unary":
      return [expr.operand];
    case "binary":
      return [expr.left, expr.right];
  }
}

/** Whether an expression, or any that it is made of, is such a one. */
export function hasPart(expr: Expr, isSuch: (part: Expr) => boolean): boolean {
  if (isSuch(expr)) return true;
  switch (expr.kind) {
    case "literal":
    case "variable":
    case "empty":
    case "missing":
      return false;
    case "member":
      return hasPart(expr.object, isSuch);
    case "index":
      return hasPart(expr.object, isSuch) || (expr.index !== undefined && hasPart(expr.index, isSuch));
    case "call":
      return expr.args.some((arg) => hasPart(arg, isSuch));
    case "unary":
      return hasPart(expr.operand, isSuch);
    case "binary":
      return hasPart(expr.left, isSuch) || hasPart(expr.right, isSuch);
  }
}

/**
 * The expressions around a part of the file, from the innermost one on; an offset is also in what it is at an end of, and
 * between two that touch in the later. None if the part is not all inside.
 */
export function nodesAround(expr: Expr, part: Span): readonly Expr[] {
  const holds = ({ span }: Expr): boolean => span.start <= part.start && part.end <= span.end;
  if (!holds(expr)) return [];
  const inner = children(expr).findLast(holds);
  return inner ? [...nodesAround(inner, part), expr] : [expr];
}
