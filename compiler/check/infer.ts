import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Binary, Expr, Index, Member, Variable } from "../../grammar/iml/ast.ts";
import type { FunctionSpec } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { notHere, type ScopeName } from "../../language/scopes.ts";
import { type Type, t, typeOf, union } from "../../language/types.ts";
import { readItem } from "./access.ts";
import { inferCall } from "./call.ts";
import { compare } from "./compare.ts";
import { indexZero, unknownVariable } from "./diagnostics.ts";
import { inferKey } from "./key.ts";
import { nearest } from "./nearest.ts";
import { renaming } from "./renaming.ts";

/** What an expression is inferred in, and where what is found goes. */
export interface Inference {
  readonly uri: string;
  readonly scope: ScopeName;
  readonly variables: ReadonlyMap<string, Type>;
  readonly custom: CustomRows;
  readonly types: Map<Expr, Type>;
  readonly diagnostics: Diagnostic[];
}

/** The rows of an app's own functions by their names. They win over the built-in ones. */
export type CustomRows = ReadonlyMap<string, FunctionSpec>;

/** The type of an expression; notes those of all its parts. */
export function infer(expr: Expr, inference: Inference): Type {
  const type = inferNew(expr, inference);
  inference.types.set(expr, type);
  return type;
}

function inferNew(expr: Expr, inference: Inference): Type {
  switch (expr.kind) {
    case "literal":
      return typeOf(expr.value);
    case "variable":
      return inferVariable(expr, inference);
    case "member":
      return inferMember(expr, inference);
    case "index":
      return inferIndex(expr, inference);
    case "call":
      return inferCall(expr, inference);
    case "unary":
      infer(expr.operand, inference);
      return expr.operator === "!" ? t.boolean : t.number;
    case "binary":
      return inferBinary(expr, inference);
    case "empty":
      return t.undefined;
    case "missing":
      return t.any;
  }
}

function inferVariable({ name, quoted, span }: Variable, inference: Inference): Type {
  const { uri, scope, variables, custom, diagnostics } = inference;
  const type = variables.get(name);
  if (type) return type;
  const keyword = quoted ? undefined : keywords.get(name);
  if (keyword) return typeOf(keyword.value);
  const why = notHere[scope].get(name) ?? whyNoVariable(name, custom);
  const meant = why ? undefined : nearest(name, [...variables.keys(), ...keywords.keys()]);
  diagnostics.push(unknownVariable({ uri, span }, { name, why, nearest: meant }, renaming(span, meant)));
  return t.any;
}

function whyNoVariable(name: string, custom: CustomRows): string | undefined {
  if (custom.has(name) || builtins.has(name)) return `It is a function; a call has parentheses: \`${name}(…)\`.`;
  return /^[YMDHhmsSAaTZ]{2,}$/.test(name) ? `A text stands in quotes: \`'${name}'\`.` : undefined;
}

function inferMember(expr: Member, inference: Inference): Type {
  return inferKey(infer(expr.object, inference), { name: expr.name, span: expr.nameSpan, as: "name" }, inference);
}

function inferIndex({ object, index }: Index, inference: Inference): Type {
  const from = infer(object, inference);
  if (!index) return readItem(from).type;
  const by = infer(index, inference);
  if (index.kind === "literal" && typeof index.value === "string") {
    return inferKey(from, { name: index.value, span: index.span, as: "text" }, inference);
  }
  if (index.kind === "literal" && index.value === 0) {
    const fix = { title: "Change to `[1]`", edits: [{ span: index.span, text: "1" }] };
    inference.diagnostics.push(indexZero({ uri: inference.uri, span: index.span }, {}, { fix }));
    return t.undefined;
  }
  return by.kind === "number" ? readItem(from).type : t.any;
}

function inferBinary(expr: Binary, inference: Inference): Type {
  const left = infer(expr.left, inference);
  const right = infer(expr.right, inference);
  switch (expr.operator) {
    case "+":
      return sum(left, right);
    case "join":
      return t.text;
    case "-":
    case "++":
    case "*":
    case "/":
    case "%":
      return t.number;
    case "=":
    case "!=":
      compare(expr, left, right, inference);
      return t.boolean;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return t.boolean;
    case "&":
    case "|":
      return union(left, right);
  }
}

/** Two numbers add; a text on either side makes a text. */
function sum(left: Type, right: Type): Type {
  if (left.kind === "number" && right.kind === "number") return t.number;
  if (left.kind === "text" || right.kind === "text") return t.text;
  return t.any;
}
