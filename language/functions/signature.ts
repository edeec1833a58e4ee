import type { Type } from "../types.ts";
import { type FunctionSpec, parameterOf } from "./define.ts";

/** How a function is called: `split(text, separator, keepEmpty?)`; a parameter that repeats has `…` behind its name. */
export function signature({ name, params }: FunctionSpec): string {
  const shown = params.map(parameterOf).map((each) => `${each.name}${each.optional ? "?" : ""}${each.rest ? "…" : ""}`);
  return `${name}(${shown.join(", ")})`;
}

/** The type of a call whose arguments are just of the declared types. */
export function resultOf({ params, returns }: FunctionSpec): Type {
  return typeof returns === "function" ? returns(params.map(([, type]) => type)) : returns;
}
