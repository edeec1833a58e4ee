import { keywords } from "../../language/keywords.ts";
import { truthy } from "../../language/values.ts";
import type { Field, Program } from "../program.ts";
import { under } from "./requests.ts";

/** A value of a manifest that is asked whether it is true. */
export interface Condition {
  /** The directive that asks: `pagination`, `response.valid`; or the step of an OAuth connection that is asked about: `token`. */
  readonly of: string;
  readonly field: Field;
}

/** Where a manifest has conditions; an object has its own under `condition`. */
const directives = [
  ["verification"],
  ["condition"],
  ["iterate"],
  ["response", "valid"],
  ["response", "iterate"],
  ["pagination"],
  ["repeat"],
].map((path) => ({ path, of: path.join(".") }));

/** The short form of these is the condition itself. */
const short = ["condition", "response.valid"];

/** All conditions of a manifest. */
export function conditionsOf({ sections }: Program): readonly Condition[] {
  const found: Condition[] = [];
  for (const section of sections) {
    for (const { path, of } of directives) {
      const directive = under(section.field, ...path);
      const field = directive?.kind === "object" ? under(directive, "condition") : directive;
      const asked = of === "condition" && section.path[0] === "token" ? "token" : of;
      if (field && (directive?.kind === "object" || short.includes(of))) found.push({ of: asked, field });
    }
  }
  return found;
}

/** What a field counts as whatever comes in; undefined if that depends on something, or on a calculation. */
export function constantTruth(field: Field): boolean | undefined {
  switch (field.kind) {
    case "constant":
      return truthy(field.value);
    case "expression": {
      const { expr } = field;
      if (expr.kind === "literal") return truthy(expr.value);
      const keyword = expr.kind === "variable" && !expr.quoted ? keywords.get(expr.name) : undefined;
      return keyword && truthy(keyword.value);
    }
    case "text":
      return field.parts.some((part) => typeof part === "string") || undefined;
    case "array":
    case "object":
      return true;
  }
}
