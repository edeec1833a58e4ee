import type { Call, Expr, Literal } from "../../grammar/iml/ast.ts";
import type { Refusal } from "../../language/error.ts";
import { type FunctionSpec, type Parameter, parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { signature } from "../../language/functions/signature.ts";
import { nearest } from "../../language/nearest.ts";
import { type PreparerName, preparers } from "../../language/preparers.ts";
import { assignable, convertible, present, show } from "../../language/type-relations.ts";
import { type Type, t } from "../../language/types.ts";
import {
  argumentConverted,
  argumentCount,
  argumentType,
  extraArgument,
  regularExpression,
  unknownFunction,
} from "./diagnostics.ts";
import type { Inference } from "./infer.ts";
import { withArticle } from "./key.ts";
import { checkReads } from "./reads.ts";
import { renaming } from "./renaming.ts";
import { checkWord } from "./words.ts";

/** The type of a call's result, given those of its arguments; says what is wrong with its name and arguments. */
export function inferCall(call: Call, types: readonly Type[], inference: Inference): Type {
  const called = inference.custom.get(call.name) ?? builtins.get(call.name);
  if (!called) {
    const meant = nearest(call.name, [...inference.custom.keys(), ...builtins.keys()]);
    const place = { uri: inference.uri, span: call.nameSpan };
    inference.diagnostics.push(
      unknownFunction(place, { name: call.name, nearest: meant }, renaming(place.span, meant)),
    );
    return t.any;
  }
  checkCount(call, called, inference);
  for (const [index, arg] of call.args.entries()) checkArgument(arg, types[index], called, index, inference);
  // What a misspelled key gives is not told as a second slip.
  if (!checkReads(call, types, called, inference)) return t.any;
  return typeof called.returns === "function" ? called.returns(types) : called.returns;
}

function checkCount(call: Call, called: FunctionSpec, { uri, diagnostics }: Inference): void {
  const params = called.params.map(parameterOf);
  const needed = params.filter(({ rest, optional }) => !rest && !optional).length;
  const given = call.args.length;
  if (given < needed) {
    const found = { signature: signature(called), needed, given };
    diagnostics.push(argumentCount({ uri, span: call.nameSpan }, found));
  }
  const extra = call.args[params.length];
  if (extra && !params.some(({ rest }) => rest)) {
    diagnostics.push(extraArgument({ uri, span: extra.span }, { signature: signature(called), most: params.length }));
  }
}

function checkArgument(
  arg: Expr,
  type: Type | undefined,
  called: FunctionSpec,
  index: number,
  { uri, diagnostics }: Inference,
): void {
  const param = paramAt(called, index);
  if (!param || !type) return;
  const { name, type: want } = param;
  const place = { uri, span: arg.span };
  diagnostics.push(...checkWord(arg, param, called, place));
  const refusal = refusalOf(arg, called.prepare?.[name]);
  if (refusal) diagnostics.push(regularExpression(place, refusal));
  const got = present(type);
  if (got.kind === "undefined" || got.kind === "null" || assignable(got, want)) return;
  const found = { called: called.name, name, want: withArticle(want), got: withArticle(got) };
  if (isNoNumber(arg, want)) diagnostics.push(argumentType(place, { ...found, got: `the text \`'${arg.value}'\`` }));
  else if (!convertible(got, want)) diagnostics.push(argumentType(place, found));
  else if (isOdd(got, want)) diagnostics.push(argumentConverted(place, { ...found, becomes: becomes(got, want) }));
}

function paramAt({ params }: FunctionSpec, index: number): Parameter | undefined {
  const marked = params[index] ?? params.at(-1);
  const param = marked && parameterOf(marked);
  return index < params.length || param?.rest ? param : undefined;
}

/** Why a text that is written out is of no use to a function. */
function refusalOf(arg: Expr, preparer: PreparerName | undefined): Refusal | undefined {
  if (preparer === undefined || arg.kind !== "literal" || typeof arg.value !== "string") return undefined;
  const made = preparers[preparer](arg.value);
  return "kind" in made && made.kind === "refusal" ? made : undefined;
}

/** A text that is written out and is no number where one is needed. */
function isNoNumber(arg: Expr, want: Type): arg is Literal {
  if (want.kind !== "number" || arg.kind !== "literal" || typeof arg.value !== "string") return false;
  return arg.value.trim() === "" || Number.isNaN(Number(arg.value));
}

/** Whether the conversion is possible and yet hardly meant, for every value that it may be. */
function isOdd(got: Type, want: Type): boolean {
  if (got.kind === "union") return got.of.every((each) => isOdd(each, want));
  switch (want.kind) {
    case "text":
      return isOneOf(got, "date", "buffer", "array", "collection");
    case "number":
      return isOneOf(got, "boolean", "date");
    case "array":
      return !isOneOf(got, "any", "array");
    case "buffer":
      return !isOneOf(got, "any", "buffer", "text");
    case "union":
      return want.of.every((each) => isOdd(got, each));
    case "any":
    case "undefined":
    case "null":
    case "boolean":
    case "date":
    case "collection":
      return false;
  }
}

/** What an odd conversion makes of a value, and what is probably better. Where several types are taken, it may fail. */
function becomes(got: Type, want: Type): string {
  if (want.kind === "array") return "an array with it as the only item.";
  if (want.kind === "number") return got.kind === "date" ? "its milliseconds since 1970." : "1 or 0.";
  const fails = want.kind === "union" ? ", or fails" : "";
  switch (got.kind) {
    case "date":
      return `a text like \`2026-01-31T12:00:00.000Z\`${fails}. \`formatDate(…)\` writes it in the form of your choice.`;
    case "array":
      return `its items with commas between them${fails}. \`join(…)\` takes any separator, and \`map(…)\` a field of each.`;
    case "collection":
      return `its JSON${fails}. Probably one of its fields is meant.`;
    case "any":
    case "undefined":
    case "null":
    case "boolean":
    case "number":
    case "text":
    case "buffer":
    case "union":
      return `${show(want)}${fails}.`;
  }
}

function isOneOf(type: Type, ...kinds: readonly Type["kind"][]): boolean {
  return kinds.includes(type.kind);
}
