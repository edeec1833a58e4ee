import type { CustomRows } from "../compiler/check/infer.ts";
import type { Binary, Expr } from "../grammar/iml/ast.ts";
import { builtins } from "../language/functions/index.ts";

/** A type whose values JavaScript compares and joins as IML does, if both are of it. */
export type ProvenType = "text" | "number" | "boolean";

/** The type that the value of an expression surely has, whatever comes in; undefined if that is not known, or another. */
export function provenType(expr: Expr, custom: CustomRows): ProvenType | undefined {
  switch (expr.kind) {
    case "literal":
      return typeof expr.value === "string" ? "text" : "number";
    case "call": {
      const returns = custom.has(expr.name) ? undefined : builtins.get(expr.name)?.returns;
      const kind = typeof returns === "object" ? returns.kind : undefined;
      return kind === "text" || kind === "number" || kind === "boolean" ? kind : undefined;
    }
    case "unary":
      return expr.operator === "!" ? "boolean" : undefined;
    case "binary":
      return binaryType(expr, custom);
    case "variable":
    case "member":
    case "index":
    case "empty":
    case "missing":
      return undefined;
  }
}

function binaryType({ operator, left, right }: Binary, custom: CustomRows): ProvenType | undefined {
  switch (operator) {
    case "join":
      return "text";
    case "+":
      return [left, right].some((each) => provenType(each, custom) === "text") ? "text" : undefined;
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return "boolean";
    case "*":
    case "/":
    case "%":
    case "-":
    case "++":
    case "&":
    case "|":
      return undefined;
  }
}
