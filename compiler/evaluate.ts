import type { Diagnostic } from "../grammar/diagnostic.ts";
import { parseJson } from "../grammar/json/parse.ts";
import { ImlError } from "../language/error.ts";
import { isCollection, isDate } from "../language/kinds.ts";
import { t } from "../language/types.ts";
import { type Collection, uuid, type Value } from "../language/values.ts";
import { everywhere, type Variable } from "../language/variables.ts";
import { argumentCount, unknownFunction } from "./check/diagnostics.ts";
import { inferField } from "./check/field.ts";
import { fieldLayout } from "./generate/field.ts";
import { loadScript } from "./generate/load.ts";
import type { FunctionCode } from "./generate/model.ts";
import { type Needs, noNeeds } from "./generate/names.ts";
import { placesIn } from "./generate/place.ts";
import { scriptText } from "./generate/script.ts";
import { readField } from "./manifest/field.ts";
import type { Field } from "./program.ts";

/** What a template is evaluated with. */
export interface Surroundings {
  /** Its members are the variables, beside those that every template has; any other name is undefined. */
  readonly context: Collection;
  /** An IANA name; `environment.timezone` of the context, or else `UTC`, without it. */
  readonly timezone?: string | undefined;
  readonly now?: Date | undefined;
}

export interface Evaluation extends Surroundings {
  /** A JSON value with templates at any depth. */
  readonly template: unknown;
}

export type Outcome =
  | { readonly value: Value }
  | { readonly error: { readonly code: string; readonly message: string } };

/** Compiles one template and runs it. */
export async function evaluate(template: unknown, surroundings: Surroundings): Promise<Outcome> {
  const [outcome] = await evaluateAll([{ ...surroundings, template }]);
  if (outcome === undefined) throw new Error("An evaluation has no outcome.");
  return outcome;
}

/** Compiles many templates in one module, and runs each in its own surroundings. */
export async function evaluateAll(evaluations: readonly Evaluation[]): Promise<readonly Outcome[]> {
  const needs = noNeeds();
  const compiled = evaluations.map((evaluation, index) => compile(evaluation, `template${index}`, needs));
  const members = compiled.filter((each) => "kind" in each);
  const functions = (await loadScript(scriptText({ members, needs }, "templates"))) as Functions;
  return evaluations.map((evaluation, index) => {
    const code = compiled[index];
    return code && "error" in code ? code : run(() => functions[`template${index}`]?.(scopeOf(evaluation)));
  });
}

type Functions = Readonly<Record<string, (scope: Collection) => Value>>;

const uri = "template";

type Compiled = FunctionCode | Extract<Outcome, { readonly error: unknown }>;

function compile({ template, context }: Evaluation, name: string, needs: Needs): Compiled {
  const text = JSON.stringify(template);
  const variables = variablesOf(context);
  const json = parseJson({ uri, text });
  const read = json.value && readField(json.value, { uri, isVariable: (each) => variables.has(each) });
  const found = [...json.diagnostics, ...(read ? [...read.diagnostics, ...wrongCalls(read.value, variables)] : [])];
  const error = found.find(({ severity }) => severity === "error");
  if (error) return { error: { code: error.code, message: error.message } };
  if (!read) throw new TypeError("A template is a JSON value.");
  const { of: place } = placesIn(".", new Map([[uri, text]]));
  const locals = new Map<string, string>();
  const body = fieldLayout(read.value, t.any, { variables, equality: "loose", place, needs, locals });
  return { kind: "function", name, locals, body };
}

/** The members of a context are of any type; those that every template has keep theirs. */
function variablesOf(context: Collection): ReadonlyMap<string, Variable> {
  const own = Object.keys(context).filter((name) => !Object.hasOwn(provided, name));
  return new Map([...Object.entries(everywhere), ...own.map((name): [string, Variable] => [name, unknown])]);
}

const unknown: Variable = { type: t.any, doc: "A member of the context." };

/** Calls that cannot be compiled. What else a checker would say is left to the run. */
function wrongCalls(field: Field, variables: ReadonlyMap<string, Variable>): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const types = new Map([...variables].map(([name, { type }]) => [name, type]));
  inferField(field, { uri, scope: "OwnerScope", variables: types, types: new Map(), diagnostics });
  return diagnostics.filter(({ code }) => code === unknownFunction.spec.code || code === argumentCount.spec.code);
}

function run(compiled: () => Value): Outcome {
  try {
    return { value: compiled() };
  } catch (error) {
    if (!(error instanceof ImlError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}

/** The variables that the runtime gives to every template, each from the context if that has one of its kind. */
const provided = {
  now: ({ context, now }: Surroundings): Value => (isDate(context.now) ? context.now : (now ?? new Date())),
  executionId: ({ context }: Surroundings): Value =>
    typeof context.executionId === "string" ? context.executionId : uuid(),
  environment: ({ context: { environment }, timezone }: Surroundings): Value => {
    const own = isCollection(environment) ? environment : {};
    return { ...own, timezone: timezone ?? (typeof own.timezone === "string" ? own.timezone : "UTC") };
  },
};

function scopeOf(surroundings: Surroundings): Collection {
  const { context } = surroundings;
  const scope = {
    ...context,
    now: provided.now(surroundings),
    executionId: provided.executionId(surroundings),
    environment: provided.environment(surroundings),
  };
  return isCollection(context.headers) ? { ...scope, headers: inLowerCase(context.headers) } : scope;
}

/** As they come in with a request. */
function inLowerCase(headers: Collection): Collection {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
