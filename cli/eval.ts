import { readFileSync } from "node:fs";
import { type Evaluation, evaluateAll, type Outcome } from "../compiler/evaluate.ts";
import { decodeTagged, encodeTagged } from "../language/codec.ts";
import { isArray, isCollection } from "../language/kinds.ts";
import type { Collection, Value } from "../language/values.ts";
import { isZone } from "../language/zone.ts";
import { namedFile, nameOf } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { jsonOf } from "./json.ts";

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
  const outcomes = await evaluateAll(cases(await readJson(batch ?? "-", io), nameOf(batch ?? "-")));
  io.out(`${JSON.stringify(outcomes.map(printable), null, 1)}\n`);
  return exit.ok;
}

async function evaluateOne(template: string, { context, timezone }: EvalOptions, io: Io): Promise<number> {
  const variables = context === undefined ? {} : decodeTagged(await readJson(context, io));
  if (!isCollection(variables)) {
    throw new Misuse(`${nameOf(context ?? "-")} is no JSON object, whose members could be variables.`);
  }
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

function cases(batch: Value, name: string): readonly Evaluation[] {
  if (!isArray(batch)) throw new Misuse(`${name} is no JSON array of cases.`);
  return batch.map((each, index) => {
    const where = `case ${index + 1} of ${name}`;
    if (!isCollection(each) || each.template === undefined) throw new Misuse(`${where} has no template.`);
    return { template: each.template, context: variables(each, where), timezone: zoneName(each, where) };
  });
}

/** What a case does not give, it may also have null for. */
function variables({ context }: Collection, where: string): Collection {
  const decoded = decodeTagged(context) ?? {};
  if (!isCollection(decoded)) throw new Misuse(`the context of ${where} is no JSON object.`);
  return decoded;
}

function zoneName({ timezone }: Collection, where: string): string | undefined {
  const name = timezone ?? undefined;
  if (name !== undefined && typeof name !== "string") throw new Misuse(`the timezone of ${where} is no text.`);
  return name;
}

function zone(name: string | undefined): string | undefined {
  if (name !== undefined && !isZone(name)) throw new Misuse(`${name} is no time zone (an IANA name).`);
  return name;
}

async function readJson(file: string, io: Io): Promise<Value> {
  return jsonOf(nameOf(file), file === "-" ? await io.stdin() : readFileSync(namedFile(file, io.cwd), "utf8"));
}
