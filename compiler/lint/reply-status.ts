import type { Expr } from "../../grammar/iml/ast.ts";
import type { Field } from "../program.ts";
import { callOf } from "./expressions.ts";
import { truthsOf } from "./signature.ts";

/**
 * The statuses that a reply may have, when all checks of signatures pass, or all fail; none if one of them is not known.
 */
export function replyStatuses(status: Field | undefined, passes: boolean): readonly number[] {
  if (!status) return [200];
  if (status.kind === "constant") return known([Number(status.value)]);
  return status.kind === "expression" ? known(statusesOf(status.expr, passes)) : [];
}

function statusesOf(expr: Expr, passes: boolean): readonly number[] {
  const [condition, then, otherwise] = callOf(expr, "if")?.args ?? [];
  if (!condition) return [expr.kind === "literal" ? Number(expr.value) : Number.NaN];
  const { canBeTrue, canBeFalse } = truthsOf(condition, passes);
  return [
    ...(canBeTrue && then ? statusesOf(then, passes) : []),
    ...(canBeFalse ? (otherwise ? statusesOf(otherwise, passes) : [Number.NaN]) : []),
  ];
}

function known(statuses: readonly number[]): readonly number[] {
  return statuses.some(Number.isNaN) ? [] : statuses;
}
