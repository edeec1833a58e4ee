import type { Expr } from "../../grammar/iml/ast.ts";
import { keywords } from "../../language/keywords.ts";
import type { Value } from "../../language/values.ts";
import type { Field } from "../program.ts";

/** Whether what is written here can be the uid of an owner. */
export function isOwner(field: Field): boolean {
  switch (field.kind) {
    case "constant":
      return isOwnerValue(field.value);
    case "expression":
      return isOwnerExpression(field.expr);
    case "text":
      return true;
    case "array":
    case "object":
      return false;
  }
}

/** The same of an expression that reads nothing; a calculation is taken for one that can. */
export function isOwnerExpression(expr: Expr): boolean {
  if (expr.kind === "literal") return isOwnerValue(expr.value);
  if (expr.kind === "variable") return isOwnerValue(keywords.get(expr.name)?.value);
  return expr.kind !== "empty";
}

/** An owner is a text that is not empty, or an integer; anything else is nobody. */
function isOwnerValue(value: Value): boolean {
  return (typeof value === "string" && value !== "") || Number.isInteger(value);
}
