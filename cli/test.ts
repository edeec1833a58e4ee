import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Files, ProjectAnalysis } from "../compiler/index.ts";
import { isFunctionFile } from "../compiler/project/functions.ts";
import { isConfigFile } from "../compiler/project/project.ts";
import { analyzeToUse } from "./analyze.ts";
import { textsOnDisk } from "./files.ts";
import { exit, type Io } from "./io.ts";
import { type Asked, askedFor, hookTestsOf } from "./test/asked.ts";
import { coverageOf, coverageText, lcov, percent, shareOf } from "./test/coverage.ts";
import type { TestFormat } from "./test/formats.ts";
import { type HookResults, hookResults } from "./test/hooks.ts";
import { testReport } from "./test/report.ts";
import { count, type Suite } from "./test/result.ts";
import { runTests } from "./test/run.ts";
import { watch } from "./watch.ts";

export interface TestOptions {
  readonly paths: readonly string[];
  readonly format: TestFormat;
  /** Write into tests of webhooks what came. */
  readonly update: boolean;
  readonly watch: boolean;
  /** Tell what of the manifests ran. */
  readonly coverage: boolean;
  /** The percentage of their parts that has to run. */
  readonly coverageMin?: number;
  /** The file into which that is written for programs. */
  readonly lcov?: string;
}

/** As long as Make lets a function run, in milliseconds. */
const limit = 10_000;

/**
 * Runs the tests of the apps under some paths: those of their functions, and those of their webhooks. Of a path of a file,
 * its own alone.
 */
export async function test(options: TestOptions, io: Io): Promise<number> {
  const files = textsOnDisk(io.cwd);
  const round = (each: Files): Promise<number> => testOnce(options, each, io);
  return options.watch ? watch(files, round, io) : round(files);
}

async function testOnce(options: TestOptions, files: Files, io: Io): Promise<number> {
  const began = performance.now();
  const asked = askedFor(options.paths, files);
  const tested = hookTestsOf(asked, files);
  const folders = [...tested.keys()];
  const analysis = analyzeToUse(asked.apps, io, {
    files,
    concerns: ({ severity, uri }) =>
      severity === "error" &&
      (isConfigFile(uri) || isFunctionFile(uri) || folders.some((folder) => isBelow(uri, folder))),
  });
  if (!analysis) return exit.findings;
  const functions = await functionSuites(analysis, asked);
  const coverage = options.coverage || options.coverageMin !== undefined || options.lcov !== undefined;
  const hooks = await hookResults(analysis, tested, files, { update: options.update, coverage }, io);
  const suites = [...functions, ...hooks.suites];
  const covered = coverage ? coverageOf(hooks.points) : undefined;
  io.out(testReport({ suites, covered, milliseconds: performance.now() - began }, options.format, io.color));
  if (covered && options.format === "pretty") io.out(`\n${coverageText(covered, analysis.texts, io.color)}`);
  const isEnough = !coverage || judged(options, hooks, analysis, io);
  const { passed, failed } = count(suites);
  if (passed + failed === 0) io.err(noneUnder(options.paths));
  return passed === 0 || failed > 0 || !isEnough ? exit.findings : exit.ok;
}

function isBelow(uri: string, folder: string): boolean {
  return folder === "." || uri.startsWith(`${folder}/`);
}

/** That nothing was tested is no success: a folder that is misnamed would go unnoticed for ever. */
function noneUnder(paths: readonly string[]): string {
  const searched = "`*.hook-test.json` in the folders of apps, and `test.js` beside the `code.js` of their functions";
  return `imlc: there is no test under ${paths.join(", ")}. Tests are ${searched}.\n`;
}

/** Writes down what ran; answers whether that is enough. */
function judged(
  { coverageMin = 0, lcov: file }: TestOptions,
  { points }: HookResults,
  { texts }: ProjectAnalysis,
  io: Io,
): boolean {
  if (file !== undefined) writeFileSync(resolve(io.cwd, file), lcov(points, texts));
  const ran = percent(shareOf(points));
  if (ran >= coverageMin) return true;
  io.err(`imlc: ${ran.toFixed(1)} % of the parts of the manifests ran; \`--coverage-min\` wants ${coverageMin} %.\n`);
  return false;
}

async function functionSuites({ apps }: ProjectAnalysis, { only, isWhole }: Asked): Promise<readonly Suite[]> {
  const suites = new Map<string, Suite>();
  for (const { id, functions, webhooks } of apps) {
    const app = { id, functions, timezone: webhooks[0]?.config.timezone ?? "UTC" };
    for (const each of functions.values()) {
      const { code, test } = each;
      const isAsked = isWhole || only.has(code.uri) || (test && only.has(test.uri));
      if (test && isAsked && !suites.has(test.uri)) suites.set(test.uri, await runTests(app, each, test, limit));
    }
  }
  return [...suites.values()];
}
