import type { BinaryOperator } from "../../grammar/iml/ast.ts";
import { type Type, t } from "../../language/types.ts";
import {
  add,
  div,
  eq,
  ge,
  gt,
  le,
  lt,
  mod,
  mul,
  ne,
  negate,
  plusPlus,
  strictEq,
  strictNe,
  sub,
  truthy,
} from "../../language/values.ts";
import type { Equality } from "../program.ts";
import { binding, type Code, constantCode, operand, primary, typed } from "./code.ts";
import { textOf } from "./convert.ts";
import { folded } from "./fold.ts";
import type { Needs } from "./names.ts";

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
  if (left.constant && truthy(left.constant.value) === (operator === "&")) return right;
  const binds = operator === "&" ? binding.and : binding.or;
  return typed(`${operand(left, binds)} ${operator}${operator} ${operand(right, binds)}`, binds, t.boolean);
}

/** The opposite of a truth value. */
export function notCode(value: Code): Code {
  if (value.constant) return constantCode(!truthy(value.constant.value));
  return typed(`!${operand(value, binding.unary)}`, binding.unary, t.boolean);
}

/** The number with the other sign; zero has none. */
export function negateCode(value: Code, needs: Needs): Code {
  const constant = folded([value], negate);
  if (constant) return constant;
  needs.values.add("negate");
  return primary(`negate(${value.text})`, t.number);
}

/** Parts of a text, one after the other. */
export function joined(parts: readonly Code[], needs: Needs): Code {
  const texts: Code[] = [];
  for (const part of parts.map((each) => textOf(each, needs))) {
    const before = texts.at(-1);
    const both = before && folded([before, part], (a, b) => `${a}${b}`);
    if (both) texts.splice(-1, 1, both);
    else texts.push(part);
  }
  const [only] = texts;
  if (only && texts.length === 1) return only;
  return typed(texts.map((text) => operand(text, binding.sum)).join(" + "), binding.sum, t.text);
}

/** The functions of `imlc/values` that do what operators mean. */
const operations = { add, div, eq, ge, gt, le, lt, mod, mul, ne, plusPlus, strictEq, strictNe, sub } as const;

const relations = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" } as const;

function helper(name: keyof typeof operations, left: Code, right: Code, type: Type, needs: Needs): Code {
  const constant = folded([left, right], operations[name]);
  if (constant) return constant;
  needs.values.add(name);
  return primary(`${name}(${left.text}, ${right.text})`, type);
}

/** Of two truth values JavaScript's own operator gives the same; of others a helper gives the operand. */
function operandThatDecides(operator: "&" | "|", left: Code, right: Code, needs: Needs): Code {
  if (left.type.kind === "boolean" && right.type.kind === "boolean") return bothOrEither(operator, left, right);
  if (left.constant && truthy(left.constant.value) === (operator === "&")) return right;
  if (left.constant && right.constant) return left;
  const name = operator === "&" ? "and" : "or";
  needs.values.add(name);
  const call = primary(`${name}(${left.text}, () => ${right.text})`, t.any);
  return { ...call, defined: left.defined && right.defined };
}
