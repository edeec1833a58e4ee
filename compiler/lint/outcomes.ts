import type { Expr } from "../../grammar/iml/ast.ts";

/** The expressions of which an expression gives one: `if(a, b, c)` gives `b` or `c`, and `a | b` one of both. */
export function outcomesOf(expr: Expr): readonly Expr[] {
  if (expr.kind === "binary" && expr.operator === "|") return [expr.left, expr.right].flatMap(outcomesOf);
  if (expr.kind === "binary" && expr.operator === "&") return outcomesOf(expr.right);
  return chosenFrom(expr)?.flatMap(outcomesOf) ?? [expr];
}

/** The parts of an expression that are evaluated only if it chooses them. */
export function choicesOf(expr: Expr): readonly Expr[] {
  if (expr.kind === "binary" && (expr.operator === "&" || expr.operator === "|")) return [expr.right];
  return chosenFrom(expr)?.filter((part) => expr.kind === "call" && part !== expr.args[0]) ?? [];
}

/** The arguments of which a call gives one. */
function chosenFrom(expr: Expr): readonly Expr[] | undefined {
  if (expr.kind !== "call") return undefined;
  const { name, args } = expr;
  if (name === "if") return args.slice(1);
  if (name === "ifempty") return args;
  if (name === "switch") return args.filter((_, index) => isResult(index, args.length));
  return undefined;
}

/** Of `switch(value, case, result, …, otherwise)` every second argument, and one at the end that has no partner. */
function isResult(index: number, count: number): boolean {
  return index > 0 && (index % 2 === 0 || index === count - 1);
}
