import type { Diagnostic } from "../grammar/diagnostic.ts";
import { arrayLiteral } from "../grammar/iml/foreign-diagnostics.ts";
import { parseJson } from "../grammar/json/parse.ts";
import { dateFromText } from "../language/date-text.ts";
import { ImlError } from "../language/error.ts";
import { isCollection, isDate } from "../language/kinds.ts";
import { t } from "../language/types.ts";
import { type Collection, uuid, type Value } from "../language/values.ts";
import { everywhere, type Variable } from "../language/variables.ts";
import { argumentCount, unknownFunction } from "./check/diagnostics.ts";
import { inferField } from "./check/field.ts";
import type { CustomRows } from "./check/infer.ts";
import { type CustomFunctions, noFunctions, rowsOf } from "./functions/read.ts";
import { valueBody } from "./generate/body.ts";
import { loadCustom, loadScript } from "./generate/load.ts";
import type { FunctionCode } from "./generate/model.ts";
import { type Needs, noNeeds } from "./generate/names.ts";
import { placesIn } from "./generate/place.ts";
import { scriptText } from "./generate/script.ts";
import { readField } from "./manifest/field.ts";
import type { Field } from "./program.ts";

/** What a template is evaluated with. */
export interface EvaluateOptions {
  /** Its members are the variables, beside those that every template has; any other name is undefined. */
  readonly context: Collection;
  /** An IANA name; `environment.timezone` of the context, or else `UTC`, without it. */
  readonly timezone?: string | undefined;
  readonly now?: Date | undefined;
}

export interface Evaluation extends EvaluateOptions {
  /** A JSON value with templates at any depth. */
  readonly template: unknown;
}

export type Outcome =
  | { readonly value: Value }
  | { readonly error: { readonly code: string; readonly message: string } };

/**
 * Compiles one template and runs it. What a checker calls an error has no value, but for an array in brackets: though it
 * is never what was meant, its value is known to be null. `custom` are functions of an app, read without errors.
 */
export async function evaluate(
  template: unknown,
  options: EvaluateOptions,
  custom: CustomFunctions = noFunctions,
): Promise<Outcome> {
  const [outcome] = await evaluateAll([{ ...options, template }], custom);
  if (outcome === undefined) throw new Error("An evaluation has no outcome.");
  return outcome;
}

/** Compiles many templates in one module, and runs each with its own options. */
export async function evaluateAll(
  evaluations: readonly Evaluation[],
  custom: CustomFunctions = noFunctions,
): Promise<readonly Outcome[]> {
  const needs = noNeeds();
  const rows = rowsOf(custom);
  const compiled = evaluations.map((evaluation, index) => compile(evaluation, `template${index}`, rows, needs));
  const members = compiled.filter((each) => "kind" in each);
  const script = scriptText({ members, needs }, "templates");
  const functions = (await loadScript(script, await loadCustom(custom))) as Functions;
  return evaluations.map((evaluation, index) => {
    const code = compiled[index];
    return code && "error" in code ? code : run(() => functions[`template${index}`]?.(scopeOf(evaluation)));
  });
}

type Functions = Readonly<Record<string, (scope: Collection) => Value>>;

const uri = "template";

type Compiled = FunctionCode | Extract<Outcome, { readonly error: unknown }>;

function compile({ template, context }: Evaluation, name: string, custom: CustomRows, needs: Needs): Compiled {
  const text = JSON.stringify(template);
  const variables = variablesOf(context);
  const json = parseJson({ uri, text });
  const read = json.value && readField(json.value, { uri, isVariable: (each) => variables.has(each) });
  const found = [
    ...json.diagnostics,
    ...(read ? [...read.diagnostics, ...wrongCalls(read.value, variables, custom)] : []),
  ];
  const error = found.find(({ severity, code }) => severity === "error" && code !== arrayLiteral.spec.code);
  if (error) return { error: { code: error.code, message: error.message } };
  if (!read) throw new TypeError("A template is a JSON value.");
  const { of: place } = placesIn(".", new Map([[uri, text]]));
  const locals = new Map<string, string>();
  const body = valueBody(read.value, { variables, custom, equality: "loose", place, needs, locals });
  return { kind: "function", name, locals, body };
}

/** The members of a context are of any type; those that every template has keep theirs. */
function variablesOf(context: Collection): ReadonlyMap<string, Variable> {
  const own = Object.keys(context).filter((name) => !Object.hasOwn(provided, name));
  return new Map([...Object.entries(everywhere), ...own.map((name): [string, Variable] => [name, unknown])]);
}

const unknown: Variable = { type: t.any, doc: "A member of the context." };

/** Calls that cannot be compiled. What else a checker would say is left to the run. */
function wrongCalls(field: Field, variables: ReadonlyMap<string, Variable>, custom: CustomRows): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const types = new Map([...variables].map(([name, { type }]) => [name, type]));
  inferField(field, { uri, scope: "OwnerScope", variables: types, custom, types: new Map(), diagnostics });
  return diagnostics.filter(({ code }) => code === unknownFunction.spec.code || code === argumentCount.spec.code);
}

function run(compiled: () => Value): Outcome {
  try {
    return { value: compiled() };
  } catch (error) {
    if (error instanceof ImlError) return { error: { code: error.code, message: error.message } };
    if (!(error instanceof RangeError)) throw error;
    return { error: { code: "limit", message: `The value is more than JavaScript can hold: ${error.message}.` } };
  }
}

/** The variables that the runtime gives to every template, each from the context if that has one of its kind. */
const provided = {
  now: ({ context, now }: EvaluateOptions): Value => instantOf(context.now) ?? now ?? new Date(),
  executionId: ({ context }: EvaluateOptions): Value =>
    typeof context.executionId === "string" ? context.executionId : uuid(),
  environment: ({ context: { environment }, timezone }: EvaluateOptions): Value => {
    const own = isCollection(environment) ? environment : {};
    return { ...own, timezone: timezone ?? (typeof own.timezone === "string" ? own.timezone : "UTC") };
  },
};

function scopeOf(options: EvaluateOptions): Collection {
  const { context } = options;
  const values = Object.entries(provided).map(([name, value]) => [name, value(options)]);
  const scope = { ...context, ...Object.fromEntries(values) };
  return isCollection(context.headers) ? { ...scope, headers: inAnyCase(context.headers) } : scope;
}

/** A date, and what JSON has in its place: milliseconds, or a text that names one. */
function instantOf(value: Value): Date | undefined {
  const date =
    typeof value === "string" ? dateFromText(value, "UTC") : typeof value === "number" ? new Date(value) : value;
  return date !== undefined && isDate(date) && !Number.isNaN(date.getTime()) ? date : undefined;
}

/**
 * The names of headers are read in lower case, in which they come in with a request: those of a context can be read so
 * as well, and are listed as they were given.
 */
function inAnyCase(headers: Collection): Collection {
  const readable = { ...headers };
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!Object.hasOwn(readable, lower)) Object.defineProperty(readable, lower, { value });
  }
  return readable;
}
