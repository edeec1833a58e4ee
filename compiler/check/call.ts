import type { Call, Expr } from "../../grammar/iml/ast.ts";
import type { Refusal } from "../../language/error.ts";
import { type FunctionSpec, parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { signature } from "../../language/functions/signature.ts";
import { type PreparerName, preparers } from "../../language/preparers.ts";
import { assignable, convertible, present } from "../../language/type-relations.ts";
import { type Type, t } from "../../language/types.ts";
import {
  argumentConverted,
  argumentCount,
  argumentType,
  extraArgument,
  regularExpression,
  unknownFunction,
} from "./diagnostics.ts";
import { type Inference, infer } from "./infer.ts";
import { withArticle } from "./key.ts";
import { nearest } from "./nearest.ts";
import { renaming } from "./renaming.ts";

/** The type of a call's result; says what is wrong with its name and arguments. */
export function inferCall(call: Call, inference: Inference): Type {
  const types = call.args.map((arg) => infer(arg, inference));
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
  const params = called.params.map(parameterOf);
  const param = params[index] ?? params.find(({ rest }) => rest);
  if (!param || !type || arg.kind === "missing") return;
  const { name, type: want } = param;
  const place = { uri, span: arg.span };
  const refusal = refusalOf(arg, called.prepare?.[name]);
  if (refusal) diagnostics.push(regularExpression(place, refusal));
  const got = present(type);
  if (got.kind === "undefined" || got.kind === "null" || assignable(got, want)) return;
  const found = { name, want: withArticle(want), got: withArticle(got) };
  if (!convertible(got, want) || isNoNumber(arg, want)) diagnostics.push(argumentType(place, found));
  else if (isOdd(got, want)) diagnostics.push(argumentConverted(place, found));
}

/** Why a text that is written out is of no use to a function. */
function refusalOf(arg: Expr, preparer: PreparerName | undefined): Refusal | undefined {
  if (preparer === undefined || arg.kind !== "literal" || typeof arg.value !== "string") return undefined;
  const made = preparers[preparer](arg.value);
  return "kind" in made && made.kind === "refusal" ? made : undefined;
}

/** A text that is written out and is no number where one is needed. */
function isNoNumber(arg: Expr, want: Type): boolean {
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

function isOneOf(type: Type, ...kinds: readonly Type["kind"][]): boolean {
  return kinds.includes(type.kind);
}
