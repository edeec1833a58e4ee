import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Evaluation, evaluateAll, type Outcome } from "../compiler/evaluate.ts";
import { decodeTagged, encodeTagged } from "../language/codec.ts";
import { JsonError, parseJson } from "../language/json.ts";
import { isArray, isCollection } from "../language/kinds.ts";
import type { Collection, Value } from "../language/values.ts";
import { isZone } from "../language/zone.ts";
import { exit, type Io, Misuse } from "./io.ts";

export interface EvalOptions {
  readonly template?: string;
  readonly context?: string;
  readonly timezone?: string;
  readonly batch?: string;
}

/** Evaluates one template, or a batch, and prints tagged JSON. */
export async function evaluateCommand(options: EvalOptions, io: Io): Promise<number> {
  const { template, batch } = options;
  if ((template === undefined) === (batch === undefined)) throw new Misuse("eval takes a template, or --batch.");
  if (template !== undefined) return evaluateOne(template, options, io);
  if (options.context !== undefined || options.timezone !== undefined) {
    throw new Misuse("--context and --timezone go with a template; the cases of a batch bring their own.");
  }
  const outcomes = await evaluateAll(cases(await readJson(batch ?? "-", io), batch ?? "-"));
  io.out(`${JSON.stringify(outcomes.map(printable), null, 1)}\n`);
  return exit.ok;
}

async function evaluateOne(template: string, { context, timezone }: EvalOptions, io: Io): Promise<number> {
  const variables = context === undefined ? {} : decodeTagged(await readJson(context, io));
  if (!isCollection(variables)) throw new Misuse(`${context} is no JSON object, whose members could be variables.`);
  const [outcome] = await evaluateAll([{ template, context: variables, timezone: zone(timezone) }]);
  if (outcome && "value" in outcome) {
    io.out(`${JSON.stringify(encodeTagged(outcome.value))}\n`);
    return exit.ok;
  }
  io.err(`imlc: ${outcome?.error.code}: ${outcome?.error.message}\n`);
  return exit.findings;
}

function printable(outcome: Outcome): Outcome {
  return "value" in outcome ? { value: encodeTagged(outcome.value) } : outcome;
}

function cases(batch: Value, file: string): readonly Evaluation[] {
  if (!isArray(batch)) throw new Misuse(`${file} is no JSON array of cases.`);
  return batch.map((each, index) => {
    const where = `case ${index + 1} of ${file}`;
    if (!isCollection(each) || each.template === undefined) throw new Misuse(`${where} has no template.`);
    return { template: each.template, context: variables(each, where), timezone: zone(each.timezone) };
  });
}

function variables({ context }: Collection, where: string): Collection {
  const decoded = decodeTagged(context);
  if (decoded === undefined) return {};
  if (!isCollection(decoded)) throw new Misuse(`the context of ${where} is no JSON object.`);
  return decoded;
}

function zone(name: Value): string | undefined {
  if (name === undefined) return undefined;
  if (typeof name !== "string" || !isZone(name)) throw new Misuse(`${String(name)} is no time zone (an IANA name).`);
  return name;
}

async function readJson(file: string, io: Io): Promise<Value> {
  try {
    return parseJson(file === "-" ? await io.stdin() : readFileSync(resolve(io.cwd, file), "utf8"));
  } catch (error) {
    if (error instanceof JsonError) throw new Misuse(`${file} is no JSON: ${error.message}`);
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Misuse(`there is no file ${file}.`);
    }
    throw error;
  }
}
