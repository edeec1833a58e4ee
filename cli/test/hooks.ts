import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Coverage, createCoverage } from "../../compiler/generate/coverage.ts";
import { loadApp } from "../../compiler/generate/load.ts";
import type { AppAnalysis, Files, ProjectAnalysis } from "../../compiler/index.ts";
import type { Source } from "../../grammar/source.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { mismatchText } from "../../testing/run/text.ts";
import { updatedText } from "../../testing/run/update.ts";
import { openFixture } from "../../testing/suite.ts";
import type { Io } from "../io.ts";
import type { CountedPoint } from "./coverage.ts";
import type { Suite, TestResult } from "./result.ts";

/** How the tests of webhooks are run. */
export interface HookOptions {
  /** Write into the files what came, and run their tests again. */
  readonly update: boolean;
  /** Count what of the manifests runs. */
  readonly coverage: boolean;
}

/** What came of the tests of webhooks. */
export interface HookResults {
  readonly suites: readonly Suite[];
  readonly points: readonly CountedPoint[];
}

/** Runs the tests of the webhooks of some apps, `tested` by the folders of these. */
export async function hookResults(
  { apps, texts }: ProjectAnalysis,
  tested: ReadonlyMap<string, readonly Source[]>,
  files: Files,
  { update, coverage }: HookOptions,
  io: Io,
): Promise<HookResults> {
  const suites: Suite[] = [];
  const points: CountedPoint[] = [];
  for (const app of apps.filter(({ folder }) => tested.has(folder))) {
    const counting = coverage ? createCoverage() : undefined;
    const module = await moduleOf(app, texts, counting);
    for (const source of tested.get(app.folder) ?? []) {
      const { suite, updated } = await runHooks(app, module, source, files);
      if (update && updated !== undefined) {
        writeFileSync(resolve(io.cwd, source.uri), updated);
        io.err(`imlc: ${source.uri} says now what came; look at the change before you keep it.\n`);
        suites.push((await runHooks(app, module, { ...source, text: updated }, files)).suite);
      } else suites.push(suite);
    }
    points.push(...(counting?.points() ?? []));
  }
  return { suites, points };
}

async function moduleOf(
  app: AppAnalysis,
  texts: ReadonlyMap<string, string>,
  coverage: Coverage | undefined,
): Promise<AppModule> {
  return (await loadApp(app, texts, coverage)) as AppModule;
}

interface HookSuite {
  readonly suite: Suite;
  /** What `--update` makes of the file; undefined where nothing can be done. */
  readonly updated: string | undefined;
}

async function runHooks(
  { id, folder }: AppAnalysis,
  module: AppModule,
  source: Source,
  files: Files,
): Promise<HookSuite> {
  const name = folder === "." ? source.uri : source.uri.slice(folder.length + 1);
  const suite = { kind: "hook", app: id, name, file: source.uri } as const;
  const opened = openFixture(source, files);
  if (opened.kind === "unreadable") {
    return { suite: { ...suite, tests: [], problem: opened.problems.join("\n") }, updated: undefined };
  }
  const results = [];
  for (const each of opened.cases) results.push(await opened.play(module, each));
  const tests = results.map(({ name, mismatches }): TestResult => {
    const failure = mismatches.map((each) => mismatchText(each, folder)).join("\n");
    return { name, failure: failure === "" ? undefined : failure, shown: [] };
  });
  const text = updatedText(source, results);
  return { suite: { ...suite, tests }, updated: text === source.text ? undefined : text };
}
