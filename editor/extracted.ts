import type { Binary, Call, Expr, Variable } from "../grammar/iml/ast.ts";
import { print } from "../grammar/iml/print.ts";
import { hasPart } from "../grammar/iml/walk.ts";
import { type FunctionSpec, type Parameter, parameterOf } from "../language/functions/define.ts";
import { builtins } from "../language/functions/index.ts";
import { keywords } from "../language/keywords.ts";
import { scopes } from "../language/scopes.ts";
import { parameterName } from "./code-names.ts";
import { type Names, provenType } from "./proven-type.ts";

/** An expression as the body of a function: what it returns, and the expressions that it is called with. */
export interface Extracted {
  /** JavaScript. */
  readonly result: string;
  readonly parameters: readonly { readonly name: string; readonly of: Expr }[];
}

/**
 * Writes an expression in JavaScript that gives the same. What a template reads, and what JavaScript calculates in
 * another way – decimals, comparisons of unknown types – stays in the template and becomes a parameter. Undefined if
 * nothing would be left for the function, or if a parameter could fail that the expression evaluates only sometimes.
 */
export function extracted(expr: Expr, names: Names): Extracted | undefined {
  const writing: Writing = { ...names, sometimes: false, parameters: [] };
  const isWrong = (part: Expr) => part.kind === "call" && !isCallable(part, names);
  const result = isPlain(expr) || hasPart(expr, isWrong) ? undefined : write(expr, writing);
  const { parameters } = writing;
  return result === undefined || parameters.some(({ of }) => of === expr) ? undefined : { result, parameters };
}

interface Writing extends Names {
  /** The part is not always evaluated. */
  readonly sometimes: boolean;
  readonly parameters: { readonly name: string; readonly of: Expr; readonly written: string }[];
}

/** A part of the expression as JavaScript; undefined if there is none that means the same. */
function write(part: Expr, writing: Writing): string | undefined {
  switch (part.kind) {
    case "literal":
      return typeof part.value === "number" ? String(part.value) : JSON.stringify(part.value);
    case "variable":
      return isKeyword(part, writing) ? keywordCode(part) : parameter(part, writing);
    case "member":
    case "index":
      return parameter(part, writing);
    case "call":
      return called(part, writing);
    case "unary":
      return part.operator === "-" ? parameter(part, writing) : joined("!", operand(part.operand, writing));
    case "binary":
      return binary(part, writing);
    case "empty":
      return "undefined";
    case "missing":
      return undefined;
  }
}

function isKeyword({ name, quoted }: Variable, { variables }: Writing): boolean {
  return !quoted && !variables.has(name) && keywords.has(name);
}

function keywordCode({ name }: Variable): string {
  const value = keywords.get(name)?.value;
  return value === undefined ? "undefined" : JSON.stringify(value);
}

/** A part beside an operator. */
function operand(part: Expr, writing: Writing): string | undefined {
  const code = write(part, writing);
  const isTight = code === undefined || /^(?:[\w.]+|"(?:[^"\\]|\\.)*"|[\w.]+\([^()]*\))$/.test(code);
  return isTight ? code : `(${code})`;
}

function binary(part: Binary, writing: Writing): string | undefined {
  const { operator, left, right } = part;
  const type = provenType(left, writing);
  const areAlike = type !== undefined && type === provenType(right, writing);
  switch (operator) {
    case "&":
      return joined(operand(left, writing), " && ", operand(right, { ...writing, sometimes: true }));
    case "|":
      return joined(operand(left, writing), " || ", operand(right, { ...writing, sometimes: true }));
    case "join":
    case "+":
      if (provenType(part, writing) !== "text") return parameter(part, writing);
      return joined(text(left, writing), " + ", text(right, writing));
    case "=":
    case "!=":
      if (!areAlike) return parameter(part, writing);
      return joined(operand(left, writing), operator === "=" ? " === " : " !== ", operand(right, writing));
    case "<":
    case "<=":
    case ">":
    case ">=":
      if (!areAlike || type === "boolean") return parameter(part, writing);
      return joined(operand(left, writing), ` ${operator} `, operand(right, writing));
    case "*":
    case "/":
    case "%":
    case "-":
    case "++":
      return parameter(part, writing);
  }
}

function text(part: Expr, writing: Writing): string | undefined {
  if (provenType(part, writing) === "text") return operand(part, writing);
  return writing.custom.has("toString") ? undefined : joined("iml.toString(", write(part, writing), ")");
}

function called(call: Call, writing: Writing): string | undefined {
  const { name, args } = call;
  const own = writing.custom.get(name);
  const spec = own ?? builtins.get(name);
  if (!spec) return undefined;
  const chosen = own ? undefined : choice(call, writing);
  if (chosen !== undefined) return chosen;
  // A function of JavaScript is given values, whether it comes to need them or not.
  if (args.some((arg, index) => isLazy(spec, index) && hasPart(arg, isCall))) return undefined;
  const given = args.map((arg) => write(arg, writing));
  return given.every((code) => code !== undefined) ? `iml.${name}(${given.join(", ")})` : undefined;
}

/** A call that evaluates only one of its arguments, where JavaScript has a way to say so. */
function choice({ name, args }: Call, writing: Writing): string | undefined {
  const [first, second, third] = args;
  const rarely = { ...writing, sometimes: true };
  if (!first || !second) return undefined;
  if (name === "if" && args.length <= 3) {
    const otherwise = third ? operand(third, rarely) : "undefined";
    return joined(operand(first, writing), " ? ", operand(second, rarely), " : ", otherwise);
  }
  if (name !== "ifempty" || args.length > 2 || !hasPart(second, isCall)) return undefined;
  return joined("iml.ifempty(", write(first, writing), ", undefined) ?? ", operand(second, rarely));
}

/** Whether there is such a function, and it is given all that it needs. */
function isCallable({ name, args }: Call, { custom }: Names): boolean {
  const spec = custom.get(name) ?? builtins.get(name);
  return spec !== undefined && args.length >= spec.params.map(parameterOf).filter(isNeeded).length;
}

function isNeeded({ optional, rest }: Parameter): boolean {
  return !optional && !rest;
}

function isLazy({ params }: FunctionSpec, index: number): boolean {
  return params.map(parameterOf).at(Math.min(index, params.length - 1))?.lazy === true;
}

/** What the function is given; what is the same each time is given once. */
function parameter(of: Expr, { sometimes, parameters }: Writing): string | undefined {
  if (hasPart(of, isMissing) || (sometimes && hasPart(of, isCall))) return undefined;
  const written = print(of);
  const before = hasPart(of, mayDiffer) ? undefined : parameters.find((each) => each.written === written);
  if (before) return before.name;
  const name = parameterName(of, new Set(parameters.map((each) => each.name)));
  parameters.push({ name, of, written });
  return name;
}

/** Whether evaluating it again may give something else. */
function mayDiffer(expr: Expr): boolean {
  return isCall(expr) || (expr.kind === "variable" && scopes.RequestScope.get(expr.name)?.computed === true);
}

function isPlain({ kind }: Expr): boolean {
  return kind === "literal" || kind === "variable" || kind === "empty";
}

function isCall({ kind }: Expr): boolean {
  return kind === "call";
}

function isMissing(expr: Expr): boolean {
  return expr.kind === "missing" || (expr.kind === "member" && expr.name === "");
}

/** Code of which every piece could be written. */
function joined(...pieces: readonly (string | undefined)[]): string | undefined {
  return pieces.every((piece) => piece !== undefined) ? pieces.join("") : undefined;
}
