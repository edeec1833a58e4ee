import type { Expr } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import type { Span } from "../../grammar/source.ts";
import { keywords } from "../../language/keywords.ts";

/** What is read from a variable by names that are written out: `body.users[1].id` is `body`, then `users`, `id`. */
export interface Path {
  readonly root: string;
  /** Without the numbers of items. */
  readonly steps: readonly string[];
  readonly span: Span;
}

/** The path that an expression is; undefined of any other expression, and of a keyword. */
export function pathOf(expr: Expr): Path | undefined {
  const { span } = expr;
  switch (expr.kind) {
    case "variable":
      return isKeyword(expr) ? undefined : { root: expr.name, steps: [], span };
    case "member":
      return stepped(expr.object, [expr.name], span);
    case "index":
      return isNumbered(expr.index) ? stepped(expr.object, namesOf(expr.index), span) : undefined;
    case "literal":
    case "call":
    case "unary":
    case "binary":
    case "empty":
    case "missing":
      return undefined;
  }
}

/** The paths that an expression reads, as far as they are written out, in their order. */
export function pathsIn(expr: Expr): readonly Path[] {
  const paths: Path[] = [];
  addPaths(expr, paths);
  return paths;
}

/** Whether two paths read the same. */
export function samePath(a: Path, b: Path): boolean {
  return a.root === b.root && a.steps.join("\n") === b.steps.join("\n");
}

/** A path as a template has it: `item.team.id`. */
export function showPath({ root, steps }: Path): string {
  return [root, ...steps].join(".");
}

/** Whether a name stands for the value of a keyword. */
export function isKeyword(expr: Expr): boolean {
  return expr.kind === "variable" && !expr.quoted && keywords.has(expr.name);
}

function addPaths(expr: Expr, paths: Path[]): void {
  const path = pathOf(expr);
  if (path) paths.push(path);
  else for (const child of children(expr)) addPaths(child, paths);
}

function stepped(object: Expr, names: readonly string[], span: Span): Path | undefined {
  const path = pathOf(object);
  return path && { ...path, steps: [...path.steps, ...names], span };
}

/** Whether what stands in brackets is known while compiling: nothing, a name in quotes, or a number. */
function isNumbered(index: Expr | undefined): boolean {
  return !index || index.kind === "literal" || (index.kind === "unary" && isNumbered(index.operand));
}

function namesOf(index: Expr | undefined): readonly string[] {
  return index?.kind === "literal" && typeof index.value === "string" ? [index.value] : [];
}
