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
  const steps: string[] = [];
  const root = rootOf(expr, steps);
  return root === undefined ? undefined : { root, steps, span: expr.span };
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

/** The variable that a path begins with, while the names behind it are added to the steps. */
function rootOf(expr: Expr, steps: string[]): string | undefined {
  switch (expr.kind) {
    case "variable":
      return isKeyword(expr) ? undefined : expr.name;
    case "member": {
      const root = rootOf(expr.object, steps);
      steps.push(expr.name);
      return root;
    }
    case "index": {
      const root = isNumbered(expr.index) ? rootOf(expr.object, steps) : undefined;
      if (expr.index?.kind === "literal" && typeof expr.index.value === "string") steps.push(expr.index.value);
      return root;
    }
    case "literal":
    case "call":
    case "unary":
    case "binary":
    case "empty":
    case "missing":
      return undefined;
  }
}

/** Whether what stands in brackets is known while compiling: nothing, a name in quotes, or a number. */
function isNumbered(index: Expr | undefined): boolean {
  return !index || index.kind === "literal" || (index.kind === "unary" && isNumbered(index.operand));
}
