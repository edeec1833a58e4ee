import { joinPath } from "../compiler/project/files.ts";
import { isFunctionFile } from "../compiler/project/functions.ts";
import { analyzeToUse } from "./analyze.ts";
import type { AnswerFormat } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { testReport } from "./test/report.ts";
import { count, type Suite } from "./test/result.ts";
import { runTests } from "./test/run.ts";

export interface TestOptions {
  readonly paths: readonly string[];
  readonly format: AnswerFormat;
}

/** As long as Make lets a function run, in milliseconds. */
const limit = 10_000;

/** Runs the tests of the functions of the apps under some paths; of a path of a file, those of its function. */
export async function test({ paths, format }: TestOptions, io: Io): Promise<number> {
  const began = performance.now();
  const analysis = analyzeToUse(paths, io, {
    concerns: ({ severity, uri }) => severity === "error" && isFunctionFile(uri),
  });
  if (!analysis) return exit.findings;
  const named = paths.filter(isFunctionFile).map((path) => joinPath(path.startsWith("/") ? "/" : ".", path));
  const suites = new Map<string, Suite>();
  for (const { id, functions, webhooks } of analysis.apps) {
    const app = { id, functions, timezone: webhooks[0]?.config.timezone ?? "UTC" };
    for (const each of functions.values()) {
      const { code, test } = each;
      const isAsked = named.length < paths.length || named.includes(code.uri) || (test && named.includes(test.uri));
      if (test && isAsked && !suites.has(test.uri)) suites.set(test.uri, await runTests(app, each, test, limit));
    }
  }
  const results = [...suites.values()];
  io.out(testReport(results, performance.now() - began, format, io.color));
  return count(results).failed > 0 ? exit.findings : exit.ok;
}
