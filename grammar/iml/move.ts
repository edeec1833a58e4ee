import type { Span } from "../source.ts";
import type { Expr, TemplatePart } from "./ast.ts";

/** The same part of a template, as it is read that many characters further on; none of its nodes is shared. */
export function movedPart(part: TemplatePart, by: number): TemplatePart {
  const span = movedSpan(part.span, by);
  return part.kind === "text" ? { ...part, span } : { ...part, span, expr: moved(part.expr, by) };
}

function moved(expr: Expr, by: number): Expr {
  const span = movedSpan(expr.span, by);
  switch (expr.kind) {
    case "literal":
    case "variable":
    case "empty":
    case "missing":
      return { ...expr, span };
    case "member":
      return { ...expr, span, object: moved(expr.object, by), nameSpan: movedSpan(expr.nameSpan, by) };
    case "index":
      return { ...expr, span, object: moved(expr.object, by), index: expr.index && moved(expr.index, by) };
    case "call":
      return { ...expr, span, nameSpan: movedSpan(expr.nameSpan, by), args: expr.args.map((arg) => moved(arg, by)) };
    case "unary":
      return { ...expr, span, operand: moved(expr.operand, by) };
    case "binary": {
      const [left, right] = [moved(expr.left, by), moved(expr.right, by)];
      return { ...expr, span, operatorSpan: movedSpan(expr.operatorSpan, by), left, right };
    }
  }
}

function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
