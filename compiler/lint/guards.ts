import type { Expr } from "../../grammar/iml/ast.ts";
import type { Program, Unit } from "../program.ts";
import { checksSignature, type Truths, truthsOf } from "./signature.ts";

/** A condition that asks whether the signature of a request is right. */
export interface Guard {
  readonly unit: Unit;
  readonly expr: Expr;
  /** Whether the event is taken although the signature is wrong, or missing. */
  readonly letsPass: boolean;
}

/** The guards of a webhook: its conditions, and a verification that answers what is not signed. */
export function guardsOf({ kind, units }: Program): readonly Guard[] {
  return kind === "webhook" ? units.flatMap(guard) : [];
}

function guard(unit: Unit): readonly Guard[] {
  const { field, path } = unit;
  if (field.kind !== "expression" || !checksSignature(field.expr)) return [];
  const right = truthsOf(field.expr, true);
  const wrong = truthsOf(field.expr, false);
  const found = { unit, expr: field.expr };
  if (conditions.includes(path.join("."))) return [{ ...found, letsPass: wrong.canBeTrue }];
  return isRejection(path, right, wrong) ? [{ ...found, letsPass: wrong.canBeFalse }] : [];
}

const conditions = ["condition", "ownerCondition", "iterateCondition"];

/** A verification that is never asked for when the signature is right turns away what is wrong. */
function isRejection(path: readonly string[], right: Truths, wrong: Truths): boolean {
  return path.join(".") === "verification.condition" && !right.canBeTrue && wrong.canBeTrue;
}
