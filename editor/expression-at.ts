import { expressionsIn } from "../compiler/fields.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import { nodeAt } from "../grammar/iml/walk.ts";
import { type Evaluated, evaluatedAt } from "./parts.ts";
import type { FileInApp } from "./workspace.ts";

/** An expression of a manifest, and the unit that it is a part of. */
export interface EvaluatedExpression {
  readonly expr: Expr;
  readonly evaluated: Evaluated;
}

/** The innermost expression at an offset of a file. */
export function expressionAt(file: FileInApp, offset: number): EvaluatedExpression | undefined {
  const evaluated = evaluatedAt(file, offset);
  if (!evaluated) return undefined;
  for (const { expr, uri } of expressionsIn(evaluated.unit.field)) {
    const found = uri === file.source.uri ? nodeAt(expr, offset) : undefined;
    if (found) return { expr: found, evaluated };
  }
  return undefined;
}
