import type { Entry, Field } from "../../compiler/program.ts";
import type { Binary, Expr, Index, Variable } from "../../grammar/iml/ast.ts";
import { random, timestamp, uuid } from "../../language/computed.ts";
import {
  add,
  type Collection,
  div,
  eq,
  ge,
  gt,
  isCollection,
  le,
  lt,
  mod,
  mul,
  negate,
  plusPlus,
  strictEq,
  sub,
  toText,
  type Value,
} from "../../language/values.ts";
import { callFunction } from "./call.ts";

/** What a tree is evaluated in. */
export interface Scene {
  /** The value of every variable of the scope; a name that is not here is a keyword, or undefined. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly equality: "loose" | "strict";
  /** The place of an offset for people: `file:line:column`. */
  readonly place: (offset: number) => string;
  /** How often each function was called with arguments that it takes. */
  readonly called: Map<string, number>;
}

/** The value of a manifest's value, by walking its tree: slow, and as the rules of the language are written. */
export function evaluateField(field: Field, scene: Scene): Value {
  switch (field.kind) {
    case "constant":
      return field.value;
    case "expression":
      return evaluateExpr(field.expr, scene);
    case "text": {
      const parts = field.parts.map((part) => (typeof part === "string" ? part : evaluateExpr(part.expr, scene)));
      return field.encode === "url" ? encodedHoles(field.parts, parts) : parts.map(toText).join("");
    }
    case "array":
      return field.items.map((item) => evaluateField(item, scene) ?? null);
    case "object":
      return evaluateEntries(field.entries, scene);
  }
}

/** The value of an expression. */
export function evaluateExpr(expr: Expr, scene: Scene): Value {
  const value = (part: Expr) => evaluateExpr(part, scene);
  switch (expr.kind) {
    case "literal":
      return expr.value;
    case "variable":
      return evaluateName(expr, scene);
    case "member":
      return readName(value(expr.object), isHeaders(expr.object) ? expr.name.toLowerCase() : expr.name);
    case "index":
      return evaluateIndex(expr, scene);
    case "call":
      return callFunction(expr, value, scene);
    case "unary":
      return expr.operator === "!" ? !value(expr.operand) : negate(value(expr.operand));
    case "binary":
      return evaluateBinary(expr, value, scene.equality);
    case "empty":
      return undefined;
    case "missing":
      throw new Error("A tree with an error in it is not evaluated.");
  }
}

/** A value in a URL is text that cannot leave its place there, but for one that begins it. */
function encodedHoles(parts: readonly unknown[], values: readonly Value[]): string {
  const isWritten = (index: number) => index === 0 || typeof parts[index] === "string";
  return values
    .map((value, i) => (isWritten(i) ? toText(value) : encodeURIComponent(toText(value).toWellFormed())))
    .join("");
}

/** An undefined value takes its key away; what is spread has only keys with a value. */
function evaluateEntries(entries: readonly Entry[], scene: Scene): Collection {
  const made = new Map<string, Value>();
  for (const entry of entries) {
    const value = evaluateField(entry.value, scene);
    if (entry.kind === "entry") made.set(entry.key, value);
    else if (isCollection(value)) {
      for (const [key, item] of Object.entries(value)) if (item !== undefined) made.set(key, item);
    }
  }
  return Object.fromEntries([...made].filter(([, value]) => value !== undefined));
}

function evaluateName({ name, quoted }: Variable, { variables }: Scene): Value {
  if (variables.has(name)) return computed(name, variables);
  if (quoted) return undefined;
  switch (name) {
    case "true":
      return true;
    case "false":
      return false;
    case "null":
    case "erase":
      return null;
    case "emptystring":
      return "";
    case "emptyarray":
      return [];
    case "space":
      return " ";
    case "nbsp":
      return "\u00a0";
    case "tab":
      return "\t";
    case "newline":
      return "\n";
    case "carriagereturn":
      return "\r";
    default:
      return undefined;
  }
}

function computed(name: string, variables: Scene["variables"]): Value {
  switch (name) {
    case "timestamp": {
      const now = variables.get("now");
      return now instanceof Date ? timestamp(now) : undefined;
    }
    case "random":
      return random();
    case "uuid":
      return uuid();
    case "pi":
      return Math.PI;
    default:
      return variables.get(name);
  }
}

/** `[]` is the first item; what is computed indexes if it is a number, and names if it is a text. */
function evaluateIndex({ object, index }: Index, scene: Scene): Value {
  const holder = evaluateExpr(object, scene);
  const key = index ? evaluateExpr(index, scene) : 1;
  // The names of headers are texts, and alike in any case.
  if (isHeaders(object)) return readName(holder, toText(key).toLowerCase());
  return typeof key === "number"
    ? readNumber(holder, key)
    : typeof key === "string"
      ? readName(holder, key)
      : undefined;
}

function isHeaders(expr: Expr): boolean {
  return expr.kind === "variable" && expr.name === "headers";
}

/** A name reads an own key of a collection; on an array digits count from 1. */
function readName(holder: Value, name: string): Value {
  if (Array.isArray(holder)) return /^\d+$/.test(name) ? readNumber(holder, Number(name)) : undefined;
  return isCollection(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Items count from 1, and backwards from -1; nothing is at 0. */
function readNumber(holder: Value, position: number): Value {
  if (position === 0) return undefined;
  if (!Array.isArray(holder)) return readName(holder, String(position));
  return position > 0 ? holder[position - 1] : holder[holder.length + position];
}

function evaluateBinary(expr: Binary, value: (expr: Expr) => Value, equality: Scene["equality"]): Value {
  const left = value(expr.left);
  if (expr.operator === "&") return left ? value(expr.right) : left;
  if (expr.operator === "|") return left ? left : value(expr.right);
  const right = value(expr.right);
  const equal = equality === "strict" ? strictEq : eq;
  switch (expr.operator) {
    case "*":
      return mul(left, right);
    case "/":
      return div(left, right);
    case "%":
      return mod(left, right);
    case "+":
      return add(left, right);
    case "-":
      return sub(left, right);
    case "++":
      return plusPlus(left, right);
    case "join":
      return toText(left) + toText(right);
    case "<":
      return lt(left, right);
    case "<=":
      return le(left, right);
    case ">":
      return gt(left, right);
    case ">=":
      return ge(left, right);
    case "=":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
  }
}
