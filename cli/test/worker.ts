import assert from "node:assert";
import { inspect } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import { type CustomSources, hostFunctions, imlFor } from "../../language/custom/functions.ts";
import * as functions from "../../language/functions/index.ts";
import type { Message, Task } from "./protocol.ts";

type Test = () => unknown;

/** What a script of tests answers: a function that declares them. */
type Declare = (
  it: (name: unknown, test: Test) => void,
  check: typeof assert,
  iml: object,
  debug: (...values: readonly unknown[]) => void,
  environment: { readonly timezone: string },
) => void;

const { sources, tests, timezone }: Task = workerData;

tell({ kind: "ready" });
try {
  await run();
  tell({ kind: "done" });
} catch (error) {
  tell({ kind: "broken", problem: described(error) });
}

/** As Make's editor does it: `it` declares a test, `assert` is Node's, functions are called by their names or as `iml.name`. */
async function run(): Promise<void> {
  const custom = (await load(sources))() as CustomSources;
  const declared: (readonly [name: string, test: Test])[] = [];
  let shown: string[] = [];
  const debug = (...values: readonly unknown[]) => shown.push(values.map((value) => shownAs(value)).join(" "));
  const told = { site: { name: "test", place: "" }, zone: timezone, now: new Date() };
  const declare = (await load(tests))(hostFunctions(functions, custom, told, debug)) as Declare;
  declare((name, test) => declared.push([String(name), test]), assert, imlFor(functions, custom, told, debug), debug, {
    timezone,
  });
  for (const [name, test] of declared) {
    shown = [];
    tell({ kind: "began", name });
    const failure = await failureOf(test);
    tell({ kind: "ended", result: { name, failure, shown } });
  }
}

async function load(text: string): Promise<(...given: readonly unknown[]) => unknown> {
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)).default;
}

async function failureOf(test: Test): Promise<string | undefined> {
  try {
    await test();
    return undefined;
  } catch (error) {
    return described(error);
  }
}

function described(error: unknown): string {
  if (error instanceof assert.AssertionError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${inspect(error)}`;
}

function shownAs(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

function tell(message: Message): void {
  parentPort?.postMessage(message);
}
