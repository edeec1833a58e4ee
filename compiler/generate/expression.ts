import type { Call, Expr, Index, Variable } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import type { Span } from "../../grammar/source.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { t } from "../../language/types.ts";
import type { Variable as Declared } from "../../language/variables.ts";
import type { CustomRows } from "../check/infer.ts";
import { choicesOf } from "../lint/outcomes.ts";
import type { Equality } from "../program.ts";
import { type CallSurroundings, callCode, takes } from "./call.ts";
import { binding, type Code, constantCode, openCode, operand, primary } from "./code.ts";
import { textOf, truthOf } from "./convert.ts";
import { type Coverage, counted } from "./coverage.ts";
import { customCall } from "./custom.ts";
import { localName, type Needs, type ValueName } from "./names.ts";
import { binaryCode, bothOrEither, negateCode, notCode } from "./operator.ts";
import { readAt, readKey } from "./read.ts";

/** What an expression is written for. */
export interface Surroundings {
  /**
   * The variables of its scope. One with a scalar type surely is of it, for the runtime makes it. Any other name is a
   * keyword, or undefined.
   */
  readonly variables: ReadonlyMap<string, Declared>;
  /** The functions of the app, which win over the built-in ones. */
  readonly custom?: CustomRows;
  readonly equality: Equality;
  /** The place of a span for people: `webhook.iml.json:12:3`. */
  readonly place: (uri: string, span: Span) => string;
  /** What code is marked with for a source map. */
  readonly mark?: ((uri: string, span: Span) => string) | undefined;
  /** What counts that a part runs. */
  readonly count?: Coverage["count"] | undefined;
  readonly needs: Needs;
  /** The variables that the function reads, by the names under which it knows them. */
  readonly locals: Map<string, string>;
}

/** An expression that stands in the file `uri`, as JavaScript. */
export function expressionCode(expr: Expr, uri: string, around: Surroundings): Code {
  const code = plainCode(expr, uri, around);
  return around.mark && !code.constant ? { ...code, text: around.mark(uri, expr.span) + code.text } : code;
}

function plainCode(expr: Expr, uri: string, around: Surroundings): Code {
  const write = (part: Expr) => branchCode(expr, part, uri, around, expressionCode(part, uri, around));
  switch (expr.kind) {
    case "literal":
      return constantCode(expr.value);
    case "variable":
      return variableCode(expr, around);
    case "member":
      return readKey(write(expr.object), inCaseOf(expr.object, expr.name, around), around.needs);
    case "index":
      return indexCode(expr, write, around);
    case "call":
      return calledCode(expr, uri, write, around);
    case "unary":
      return expr.operator === "!" ? truthCode(expr, uri, around) : negateCode(write(expr.operand), around.needs);
    case "binary":
      return binaryCode(expr.operator, write(expr.left), write(expr.right), around);
    case "empty":
    case "missing":
      return constantCode(undefined);
  }
}

/** Whether an expression counts as true, as JavaScript. */
export function truthCode(expr: Expr, uri: string, around: Surroundings): Code {
  const write = (part: Expr) => branchCode(expr, part, uri, around, truthCode(part, uri, around));
  if (expr.kind === "unary" && expr.operator === "!") return notCode(write(expr.operand));
  if (expr.kind === "binary" && (expr.operator === "&" || expr.operator === "|")) {
    return bothOrEither(expr.operator, write(expr.left), write(expr.right));
  }
  return truthOf(expressionCode(expr, uri, around), around.needs);
}

/** The code of a part, which is counted where it runs only if the whole chooses it. */
function branchCode(whole: Expr, part: Expr, uri: string, { count }: Surroundings, code: Code): Code {
  if (count === undefined || !choicesOf(whole).includes(part)) return code;
  return counted(code, { kind: "branch", uri, span: part.span }, count);
}

function variableCode({ name, quoted }: Variable, around: Surroundings): Code {
  const variable = around.variables.get(name);
  if (variable === undefined) return quoted ? constantCode(undefined) : keywordCode(name);
  if (variable.computed) return computedCode(name, around);
  const local = localOf(name, around);
  switch (variable.type.kind) {
    case "boolean":
    case "number":
    case "text":
    case "date":
      return primary(local, variable.type);
    case "collection":
      return { ...primary(local, t.any), defined: true, readable: "once" };
    case "any":
    case "undefined":
    case "null":
    case "buffer":
    case "array":
    case "union":
      return openCode(local);
  }
}

function keywordCode(name: string): Code {
  const value = keywords.get(name)?.value;
  if (typeof value !== "object" || value === null) return constantCode(value);
  return { ...primary("[]", t.array(t.any)), constant: { value: [] } };
}

function computedCode(name: string, around: Surroundings): Code {
  const code = computed.get(name);
  if (code === undefined) throw new Error(`No code is known for the variable ${name}.`);
  return code(around);
}

/** The variables that have no value until they are read. */
const computed: ReadonlyMap<string, (around: Surroundings) => Code> = new Map<string, (around: Surroundings) => Code>([
  ["timestamp", (around) => primary(helper("timestamp", [localOf("now", around)], around), t.number)],
  ["random", (around) => primary(helper("random", [], around), t.number)],
  ["uuid", (around) => primary(helper("uuid", [], around), t.text)],
  ["pi", () => constantCode(Math.PI)],
]);

function indexCode({ object, index }: Index, write: (expr: Expr) => Code, around: Surroundings): Code {
  if (index === undefined) return readAt(write(object), constantCode(1), around.needs);
  const key = write(index);
  const known = key.constant?.value;
  if (typeof known === "string") return readKey(write(object), inCaseOf(object, known, around), around.needs);
  if (!isHeaders(object, around) || index.kind === "literal") return readAt(write(object), key, around.needs);
  const name = primary(`${operand(textOf(key, around.needs), binding.primary)}.toLowerCase()`, t.text);
  return readAt(write(object), name, around.needs);
}

function calledCode(call: Call, uri: string, write: (expr: Expr) => Code, around: Surroundings): Code {
  const zone = () => `${localOf("environment", around)}.timezone`;
  const now = () => localOf("now", around);
  const here: CallSurroundings = { place: around.place(uri, call.nameSpan), zone, now, needs: around.needs };
  return around.custom?.has(call.name)
    ? customCall(call.name, call.args.map(write), here)
    : builtinCode(call, write, here, around);
}

function builtinCode(call: Call, write: (expr: Expr) => Code, here: CallSurroundings, around: Surroundings): Code {
  const spec = builtins.get(call.name);
  if (spec === undefined) throw new Error(`No code is known for the function ${call.name}.`);
  const given = call.args.slice(0, takes(spec));
  const code = callCode(spec, given.map(write), here);
  const ignored = call.args.slice(given.length).filter(calls).map(write);
  if (ignored.length === 0) return code;
  // Arguments beyond the parameters do not count, but one that fails fails here as well.
  return openCode(helper("at", [`[${[code, ...ignored].map(({ text }) => text).join(", ")}]`, "1"], around));
}

function calls(expr: Expr): boolean {
  return expr.kind === "call" || children(expr).some(calls);
}

/** The names of headers come in lower case, and may be written in any. */
function inCaseOf(object: Expr, key: string, around: Surroundings): string {
  return isHeaders(object, around) ? key.toLowerCase() : key;
}

/** Whether an expression is the variable that has the headers, in a scope that has it. */
export function isHeaders(expr: Expr, { variables }: { readonly variables: ReadonlyMap<string, unknown> }): boolean {
  return expr.kind === "variable" && expr.name === "headers" && variables.has("headers");
}

function localOf(name: string, { locals }: Surroundings): string {
  const known = locals.get(name);
  if (known !== undefined) return known;
  const local = localName(name, new Set(locals.values()));
  locals.set(name, local);
  return local;
}

function helper(name: ValueName, args: readonly string[], { needs }: Surroundings): string {
  needs.values.add(name);
  return `${name}(${args.join(", ")})`;
}
