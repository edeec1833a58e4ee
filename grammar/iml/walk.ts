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

/**
 * The innermost expression that an offset of the file is in, or at an end of; between two that touch it is the later.
 * Undefined if the offset is outside.
 */
export function nodeAt(expr: Expr, offset: number): Expr | undefined {
  if (offset < expr.span.start || offset > expr.span.end) return undefined;
  const inner = children(expr).findLast(({ span }) => span.start <= offset && offset <= span.end);
  return inner ? nodeAt(inner, offset) : expr;
}
