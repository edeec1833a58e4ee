import { Worker } from "node:worker_threads";
import type { CustomFunction, CustomFunctions } from "../../compiler/functions/read.ts";
import { parseCode } from "../../compiler/functions/syntax.ts";
import { sourcesScript, testScript } from "../../compiler/generate/custom.ts";
import { positions, type Source } from "../../grammar/source.ts";
import type { Message, Task } from "./protocol.ts";
import type { Suite, TestResult } from "./result.ts";

/** The app whose functions are tested. */
export interface TestedApp {
  readonly id: string;
  readonly functions: CustomFunctions;
  /** An IANA name. */
  readonly timezone: string;
}

/** Runs the tests of one function in a thread of its own, which is stopped some milliseconds after it began with them. */
export async function runTests(
  { id, functions, timezone }: TestedApp,
  { name }: CustomFunction,
  test: Source,
  limit: number,
): Promise<Suite> {
  const suite = { kind: "function", app: id, name, file: test.uri } as const;
  const [problem] = syntaxProblems(test);
  if (problem !== undefined) return { ...suite, tests: [], problem };
  const task = { sources: sourcesScript(functions), tests: testScript(functions, test.text), timezone };
  return { ...suite, ...(await inThread(task, limit)) };
}

function syntaxProblems(test: Source): readonly string[] {
  return parseCode(test).diagnostics.map(({ message, span }) => {
    const { line, column } = positions(test.text)(span.start);
    return `${test.uri}:${line}:${column} ${message}`;
  });
}

function inThread(task: Task, limit: number): Promise<Pick<Suite, "tests" | "problem">> {
  return new Promise((resolve) => {
    const worker = new Worker(file, { workerData: task, env: {}, stdout: true });
    const tests: TestResult[] = [];
    let begun: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const end = (problem?: string): void => {
      clearTimeout(timer);
      const cut = begun === undefined ? [] : [{ name: begun, failure: problem ?? "", shown: [] }];
      resolve(cut.length > 0 ? { tests: [...tests, ...cut] } : { tests, problem });
      void worker.terminate();
    };
    worker.stdout.resume();
    worker.on("message", (message: Message) => {
      switch (message.kind) {
        case "ready":
          timer = setTimeout(() => end(`It took longer than ${limit / 1000} seconds.`), limit);
          return;
        case "began":
          begun = message.name;
          return;
        case "ended":
          begun = undefined;
          tests.push(message.result);
          return;
        case "broken":
          return end(message.problem);
        case "done":
          return end();
      }
    });
    worker.on("error", (error) => end(String(error)));
    worker.on("exit", () => end("The tests ended their thread."));
  });
}

/** Beside this file, which is TypeScript in the sources and JavaScript when built. */
const file = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
