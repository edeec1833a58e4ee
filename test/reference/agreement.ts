import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { returning, valueBody } from "../../compiler/generate/body.ts";
import { fieldLayout } from "../../compiler/generate/field.ts";
import { loadScript } from "../../compiler/generate/load.ts";
import { noNeeds } from "../../compiler/generate/names.ts";
import { placesIn } from "../../compiler/generate/place.ts";
import { scriptText } from "../../compiler/generate/script.ts";
import { readField } from "../../compiler/manifest/field.ts";
import type { Equality, Field } from "../../compiler/program.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { scopes } from "../../language/scopes.ts";
import { t } from "../../language/types.ts";
import { type Collection, ImlError, truthy, type Value } from "../../language/values.ts";
import { replyVariables, type Variable } from "../../language/variables.ts";
import { withoutChance } from "./chance.ts";
import { evaluateField } from "./evaluator.ts";
import { payloads } from "./payload.ts";
import { templates } from "./templates.ts";

/** A template, and what it is evaluated with. */
export interface Case {
  /** JSON, with templates at any depth. */
  readonly template: string;
  /** What its place in a manifest makes of it: a value, a condition, or a URL. */
  readonly as: "value" | "condition" | "url";
  readonly equality: Equality;
  readonly payloads: readonly Collection[];
}

export const cases: fc.Arbitrary<Case> = fc.record({
  template: templates,
  as: fc.constantFrom("value", "value", "value", "value", "condition", "url"),
  equality: fc.constantFrom("loose", "loose", "strict"),
  payloads: fc.array(payloads, { minLength: 1, maxLength: 4 }),
});

/** What came of an evaluation. Anything thrown that is no error of the language is a bug, even if both throw it. */
export type Result =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "error"; readonly code: string; readonly message: string; readonly place: string }
  | { readonly kind: "crash"; readonly reason: unknown };

/** One template with one payload, evaluated both ways. */
export interface Comparison {
  readonly payload: Collection;
  readonly compiled: Result;
  readonly walked: Result;
}

const uri = "webhook.iml.json";
const declared: ReadonlyMap<string, Variable> = new Map([
  ...scopes.OwnerScope,
  ["statusCode", replyVariables.statusCode],
  ...["1", "newline", "value", "result"].map((name): [string, Variable] => [
    name,
    { type: t.any, doc: "A variable of the test." },
  ]),
]);

/**
 * Evaluates cases both ways: all of them compiled in one module, and each by walking its tree. How often each
 * function was called is added up in `called`.
 */
export async function compare(
  batch: readonly Case[],
  called: Map<string, number>,
): Promise<readonly (readonly Comparison[])[]> {
  const fields = batch.map(fieldOf);
  const compiled = (await loadScript(scriptOf(batch, fields))) as Compiled;
  return batch.map((each, i) =>
    each.payloads.map((payload) => ({
      payload,
      compiled: resultOf(() => compiled[`template${i}`]?.(payload)),
      walked: resultOf(() => walk(fields[i] as Field, each, payload, called)),
    })),
  );
}

/** The code of cases as it is run. */
export function scriptOf(batch: readonly Case[], fields: readonly Field[] = batch.map(fieldOf)): string {
  const needs = noNeeds();
  const members = batch.map(({ template, as, equality }, i) => {
    const { of: place } = placesIn(".", new Map([[uri, template]]));
    const locals = new Map<string, string>();
    const around = { variables: declared, equality, place, needs, locals };
    const field = fields[i] as Field;
    const body = as === "condition" ? returning(fieldLayout(field, t.boolean, around)) : valueBody(field, around);
    return { kind: "function", name: `template${i}`, locals, body } as const;
  });
  return scriptText({ members, needs }, "templates");
}

type Compiled = Readonly<Record<string, (scope: Collection) => Value>>;

function fieldOf({ template: text, as }: Case): Field {
  const json = parseJson({ uri, text });
  if (!json.value) throw new Error(`No JSON: ${text}`);
  const field = readField(json.value, { uri, isVariable: (name) => declared.has(name) });
  const error = [...json.diagnostics, ...field.diagnostics].find(({ severity }) => severity === "error");
  if (error) throw new Error(`${error.message} ${text}`);
  return as === "url" && field.value.kind === "text" ? { ...field.value, encode: "url" } : field.value;
}

function walk(field: Field, { template, as, equality }: Case, payload: Collection, called: Map<string, number>): Value {
  const variables = new Map([...declared.keys()].map((name) => [name, payload[name]]));
  const place = (offset: number) => {
    const before = template.slice(0, offset).split("\n");
    return `${uri}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
  };
  const value = evaluateField(field, { variables, equality, place, called });
  return as === "condition" ? truthy(value) : value;
}

function resultOf(evaluate: () => Value): Result {
  try {
    return { kind: "value", value: withoutChance(evaluate) };
  } catch (reason) {
    if (!(reason instanceof ImlError)) return { kind: "crash", reason };
    return { kind: "error", code: reason.code, message: reason.message, place: reason.place };
  }
}

/** Whether both ways gave the same value, with its keys in the same order, or the same error. */
export function agree({ compiled, walked }: Comparison): boolean {
  return compiled.kind !== "crash" && isDeepStrictEqual(compiled, walked) && sameOrder(compiled, walked);
}

function sameOrder(a: Result, b: Result): boolean {
  return a.kind !== "value" || b.kind !== "value" || JSON.stringify(a.value) === JSON.stringify(b.value);
}
