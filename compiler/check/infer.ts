import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Binary, Call, Expr, Index, Member, Variable } from "../../grammar/iml/ast.ts";
import type { FunctionSpec } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { nearest } from "../../language/nearest.ts";
import { notHere } from "../../language/not-here.ts";
import type { ScopeName } from "../../language/scopes.ts";
import { constantType, type Type, t, union } from "../../language/types.ts";
import { readItem } from "./access.ts";
import { inferCall } from "./call.ts";
import { compare } from "./compare.ts";
import { indexZero, unknownVariable } from "./diagnostics.ts";
import { inferKey } from "./key.ts";
import { type Narrowed, narrow, pathOf } from "./narrow.ts";
import { renaming } from "./renaming.ts";
import { sum } from "./sum.ts";
import { falsyParts, truthyParts } from "./truth.ts";

/** What an expression is inferred in, and where what is found goes. */
export interface Inference {
  readonly uri: string;
  readonly scope: ScopeName;
  readonly variables: ReadonlyMap<string, Type>;
  /** The file of the base, and the same for what stands there, which is read by all that inherit it. */
  readonly base?: { readonly uri: string; readonly variables: ReadonlyMap<string, Type> };
  /** Variables of the scope that this app does not have, each with the reason. */
  readonly absent?: ReadonlyMap<string, string>;
  /** What the conditions that led here tell. */
  readonly narrowed?: Narrowed;
  readonly custom: CustomRows;
  readonly types: Map<Expr, Type>;
  readonly diagnostics: Diagnostic[];
}

/** The rows of an app's own functions by their names. They win over the built-in ones. */
export type CustomRows = ReadonlyMap<string, FunctionSpec>;

/** The type of an expression; notes those of all its parts. */
export function infer(expr: Expr, inference: Inference): Type {
  const type = narrowed(expr, inferNew(expr, inference), inference);
  inference.types.set(expr, type);
  return type;
}

function narrowed(expr: Expr, type: Type, inference: Inference): Type {
  const path = inference.narrowed && pathOf(expr);
  return (path !== undefined && inference.narrowed?.get(path)?.(type)) || type;
}

function inferNew(expr: Expr, inference: Inference): Type {
  switch (expr.kind) {
    case "literal":
      return constantType(expr.value);
    case "variable":
      return inferVariable(expr, inference);
    case "member":
      return inferMember(expr, inference);
    case "index":
      return inferIndex(expr, inference);
    case "call":
      return inferCall(expr, inferArguments(expr, inference), inference);
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
  const { uri, scope, variables, absent, custom, diagnostics } = inference;
  const lacking = variables.has(name) ? absent?.get(name) : undefined;
  const type = lacking === undefined ? variables.get(name) : undefined;
  if (type) return type;
  const keyword = quoted ? undefined : keywords.get(name);
  if (keyword) return constantType(keyword.value);
  const why = lacking ?? notHere[scope].get(name) ?? whyNoVariable(name, custom);
  const meant = why ? undefined : nearest(name, [...variables.keys(), ...keywords.keys()]);
  diagnostics.push(unknownVariable({ uri, span }, { name, why, nearest: meant }, renaming(span, meant)));
  return t.any;
}

function whyNoVariable(name: string, custom: CustomRows): string | undefined {
  if (name === "omit") return "The keyword that leaves a key out is `ignore`; `omit(…)` is a function.";
  if (custom.has(name) || builtins.has(name)) return `It is a function; a call has parentheses: \`${name}(…)\`.`;
  return /^[YMDHhmsSAaTZ]{2,}$/.test(name) ? `A text stands in quotes: \`'${name}'\`.` : undefined;
}

function inferMember(expr: Member, inference: Inference): Type {
  return inferKey(infer(expr.object, inference), { name: expr.name, span: expr.nameSpan, as: "name" }, inference);
}

function inferIndex({ object, index }: Index, inference: Inference): Type {
  const from = infer(object, inference);
  if (!index) return readItem(from);
  const by = infer(index, inference);
  if (index.kind === "literal" && typeof index.value === "string") {
    return inferKey(from, { name: index.value, span: index.span, as: "text" }, inference);
  }
  if (index.kind === "literal" && index.value === 0) {
    const fix = { title: "Change to `[1]`", edits: [{ span: index.span, text: "1" }], unsafe: true } as const;
    inference.diagnostics.push(indexZero({ uri: inference.uri, span: index.span }, {}, { fix }));
    return t.undefined;
  }
  return by.kind === "number" ? readItem(from) : t.any;
}

/** Of `if`, each branch knows what the condition tells. */
function inferArguments({ name, args }: Call, inference: Inference): readonly Type[] {
  if (name !== "if" || inference.custom.has(name)) return args.map((arg) => infer(arg, inference));
  const [condition, ...branches] = args;
  if (!condition) return [];
  const type = infer(condition, inference);
  return [type, ...branches.map((branch, index) => infer(branch, within(condition, index === 0, inference)))];
}

function within(condition: Expr, holds: boolean, inference: Inference): Inference {
  return { ...inference, narrowed: narrow(inference.narrowed, condition, holds, inference) };
}

function inferBinary(expr: Binary, inference: Inference): Type {
  const left = infer(expr.left, inference);
  if (expr.operator === "&") return union(...falsyParts(left), infer(expr.right, within(expr.left, true, inference)));
  if (expr.operator === "|") return union(...truthyParts(left), infer(expr.right, within(expr.left, false, inference)));
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
    case "<":
    case "<=":
    case ">":
    case ">=":
      compare(expr, left, right, inference);
      return t.boolean;
  }
}
