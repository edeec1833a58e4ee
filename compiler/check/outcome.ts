import type { BinaryOperator } from "../../grammar/iml/ast.ts";

/** What a comparison of two numbers gives; undefined if the operator compares nothing. */
export function outcome(operator: BinaryOperator, left: number, right: number): boolean | undefined {
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "&":
    case "|":
    case "+":
    case "-":
    case "++":
    case "*":
    case "/":
    case "%":
    case "join":
      return undefined;
  }
}
