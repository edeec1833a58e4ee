import { expressionsIn } from "../compiler/fields.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import { nodesAround } from "../grammar/iml/walk.ts";
import type { Span } from "../grammar/source.ts";
import { type Evaluated, evaluatedAt } from "./parts.ts";
import type { FileInApp } from "./workspace.ts";

/** An expression of a manifest, and the unit that it is a part of. */
export interface EvaluatedExpression {
  readonly expr: Expr;
  readonly evaluated: Evaluated;
}

/** The innermost expression at an offset of a file. */
export function expressionAt(file: FileInApp, offset: number): EvaluatedExpression | undefined {
  const { exprs: [expr] = [], evaluated } = expressionsAround(file, { start: offset, end: offset }) ?? {};
  return expr && evaluated && { expr, evaluated };
}

/** The expressions around a part of a file, from the innermost one on, and the unit that they are a part of. */
export function expressionsAround(
  file: FileInApp,
  span: Span,
): { readonly exprs: readonly Expr[]; readonly evaluated: Evaluated } | undefined {
  const evaluated = evaluatedAt(file, span.start);
  if (!evaluated) return undefined;
  for (const { expr, uri } of expressionsIn(evaluated.unit.field)) {
    const exprs = uri === file.source.uri ? nodesAround(expr, span) : [];
    if (exprs.length > 0) return { exprs, evaluated };
  }
  return undefined;
}
