import { callBuiltin } from "../../language/custom/builtin.ts";
import { type FunctionSpec, parameterOf } from "../../language/functions/define.ts";
import * as functions from "../../language/functions/index.ts";
import { toText, type Value } from "../../language/values.ts";
import { type Code, constantCode } from "./code.ts";

/**
 * What a function gives of values that are all known, where that is to be written in its place: a text, a finite
 * number, a truth value or null. Whatever fails is left to fail when the code runs.
 */
export function folded(args: readonly Code[], evaluate: (...args: readonly Value[]) => Value): Code | undefined {
  const known = args.flatMap(({ constant }) => (constant ? [constant.value] : []));
  if (known.length < args.length || !known.every(isShort)) return undefined;
  try {
    return literalOf(evaluate(...known));
  } catch {
    return undefined;
  }
}

/** What a call gives whose arguments are all known, if that depends on nothing else. */
export function foldedCall(spec: FunctionSpec, args: readonly Code[], place: string): Code | undefined {
  const isPure = !spec.impure && (spec.needs ?? []).every((need) => need === "site");
  const readsDates = spec.params.map(parameterOf).some(({ type }) => type.kind === "date");
  if (!isPure || readsDates || functions.builtins.get(spec.name) !== spec) return undefined;
  const told = { site: { name: spec.name, place }, zone: "UTC", now: new Date(0) };
  return folded(args, (...values) => callBuiltin(spec, functions, values, told));
}

/** Characters of a literal that nobody has written; few enough that no function makes much of them. */
const longest = 500;

function isShort(value: Value): boolean {
  return toText(value).length <= longest;
}

function literalOf(value: Value): Code | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? constantCode(value) : undefined;
  if (typeof value !== "string") return value === null || typeof value === "boolean" ? constantCode(value) : undefined;
  return isShort(value) ? constantCode(value) : undefined;
}
