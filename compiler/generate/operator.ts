import type { BinaryOperator } from "../../grammar/iml/ast.ts";
import { type Type, t } from "../../language/types.ts";
import type { Equality } from "../program.ts";
import { binding, type Code, operand, primary, typed } from "./code.ts";
import { textOf } from "./convert.ts";
import type { Needs, ValueName } from "./names.ts";

/** A binary operator applied to its operands; the right side of `&` and `|` is evaluated only if it decides. */
export function binaryCode(
  operator: BinaryOperator,
  left: Code,
  right: Code,
  { equality, needs }: { readonly equality: Equality; readonly needs: Needs },
): Code {
  switch (operator) {
    case "*":
      return helper("mul", left, right, t.number, needs);
    case "/":
      return helper("div", left, right, t.number, needs);
    case "%":
      return helper("mod", left, right, t.number, needs);
    case "+":
      return left.type.kind === "text" || right.type.kind === "text"
        ? joined([left, right], needs)
        : helper("add", left, right, t.any, needs);
    case "-":
      return helper("sub", left, right, t.number, needs);
    case "++":
      return helper("plusPlus", left, right, t.number, needs);
    case "join":
      return joined([left, right], needs);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return helper(relations[operator], left, right, t.boolean, needs);
    case "=":
      return helper(equality === "strict" ? "strictEq" : "eq", left, right, t.boolean, needs);
    case "!=":
      return helper(equality === "strict" ? "strictNe" : "ne", left, right, t.boolean, needs);
    case "&":
    case "|":
      return operandThatDecides(operator, left, right, needs);
  }
}

/** `&` or `|` of two truth values: JavaScript's own. */
export function bothOrEither(operator: "&" | "|", left: Code, right: Code): Code {
  const binds = operator === "&" ? binding.and : binding.or;
  return typed(`${operand(left, binds)} ${operator}${operator} ${operand(right, binds)}`, binds, t.boolean);
}

/** The opposite of a truth value. */
export function notCode(value: Code): Code {
  return typed(`!${operand(value, binding.unary)}`, binding.unary, t.boolean);
}

/** The number with the other sign. */
export function negateCode(value: Code, needs: Needs): Code {
  if (/^\d/.test(value.text)) return typed(`-${value.text}`, binding.unary, t.number);
  needs.values.add("negate");
  return primary(`negate(${value.text})`, t.number);
}

/** Parts of a text, one after the other. */
export function joined(parts: readonly Code[], needs: Needs): Code {
  const texts = parts.map((part) => operand(textOf(part, needs), binding.sum));
  return typed(texts.join(" + "), binding.sum, t.text);
}

const relations = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" } as const;

function helper(name: ValueName, left: Code, right: Code, type: Type, needs: Needs): Code {
  needs.values.add(name);
  return primary(`${name}(${left.text}, ${right.text})`, type);
}

/** Of two truth values JavaScript's own operator gives the same; of others a helper gives the operand. */
function operandThatDecides(operator: "&" | "|", left: Code, right: Code, needs: Needs): Code {
  if (left.type.kind === "boolean" && right.type.kind === "boolean") return bothOrEither(operator, left, right);
  const name = operator === "&" ? "and" : "or";
  needs.values.add(name);
  const call = primary(`${name}(${left.text}, () => ${right.text})`, t.any);
  return { ...call, defined: left.defined && right.defined };
}
