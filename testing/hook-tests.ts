import { resolve } from "node:path";
import { filesOnDisk, onlyUtf8 } from "../cli/files.ts";
import { loadApp } from "../compiler/generate/load.ts";
import { type AppAnalysis, analyzeProject, type Files, findProject } from "../compiler/index.ts";
import { hookTestsUnder, isHookTest } from "../compiler/project/hook-tests.ts";
import { positions } from "../grammar/source.ts";
import type { AppModule } from "../runtime/contract.ts";
import { HarnessError } from "./error.ts";
import { mismatchText } from "./run/text.ts";
import { appFolderOf, openFixture } from "./suite.ts";

/**
 * What a test runner has to offer: Vitest, Jest and Node's own do.
 *
 * @example
 * ```ts
 * import { describe, test } from "node:test";
 * import type { TestRunner } from "imlc/testing";
 *
 * export const runner: TestRunner = { describe, test };
 * ```
 */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => Promise<void>) => unknown;
}

/**
 * Declares each case of the `*.hook-test.json` files of an app, or of all apps in a folder, or of one file, as a test of a
 * test runner. Paths count from the current folder. Rejects with a `HarnessError` if there is no such file, or an app has
 * errors.
 *
 * @example
 * ```ts
 * import { hookTests } from "imlc/testing";
 * import { describe, test } from "vitest";
 *
 * await hookTests("apps/chat", { describe, test });
 * ```
 */
export async function hookTests(path: string, { describe, test }: TestRunner): Promise<void> {
  const files = textsHere();
  const folder = isHookTest(path) ? appFolderOf(files, path) : path;
  if (folder === undefined) throw new HarnessError(`${path} belongs to no app.`);
  let declared = 0;
  for (const { app, module } of await compiledApps(folder, files)) {
    const all = hookTestsUnder(files, app.folder).filter(({ uri }) => appFolderOf(files, uri) === app.folder);
    for (const source of all) {
      if (isHookTest(path) && resolve(source.uri) !== resolve(path)) continue;
      declared += 1;
      const opened = openFixture(source, files);
      describe(source.uri, () => {
        if (opened.kind === "unreadable") {
          test("can be read", () => Promise.reject(new Error(opened.problems.join("\n"))));
          return;
        }
        for (const each of opened.cases) {
          test(each.name, async () => {
            const { mismatches } = await opened.play(module, each);
            if (mismatches.length === 0) return;
            throw new Error(mismatches.map((mismatch) => mismatchText(mismatch, app.folder)).join("\n"));
          });
        }
      });
    }
  }
  if (declared === 0) throw new HarnessError(`There is no \`*.hook-test.json\` under ${path}.`);
}

/**
 * Compiles the app in a folder, as `createHarness` takes it. Rejects with a `HarnessError` if there is no app, or it has
 * errors.
 *
 * @example
 * ```ts
 * import { compileApp, createHarness } from "imlc/testing";
 *
 * const harness = await createHarness(await compileApp("apps/chat"));
 * await harness.close();
 * ```
 */
export async function compileApp(folder: string): Promise<AppModule> {
  const apps = await compiledApps(folder, textsHere());
  const [only, other] = apps;
  if (only === undefined) throw new HarnessError(`There is no app in ${folder}.`);
  if (other === undefined) return only.module;
  throw new HarnessError(`There are several apps in ${folder}: ${apps.map(({ app }) => app.folder).join(", ")}.`);
}

function textsHere(): Files {
  return onlyUtf8(filesOnDisk(process.cwd()), HarnessError);
}

async function compiledApps(
  folder: string,
  files: Files,
): Promise<readonly { readonly app: AppAnalysis; readonly module: AppModule }[]> {
  const project = findProject(files, [folder]);
  if (project.missing.length > 0) throw new HarnessError(`There is no file or folder ${folder}.`);
  const { apps, diagnostics, texts } = analyzeProject(project, files);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const lines = errors.map(({ uri, span, code, message }) => {
      const { line, column } = positions(texts.get(uri) ?? "")(span.start);
      return `${uri}:${line}:${column} ${code}: ${message}`;
    });
    throw new HarnessError(`The app has errors:\n${lines.join("\n")}`);
  }
  return Promise.all(
    apps.map(async (app) => {
      // What the generator makes satisfies the contract; the text of a script has no type.
      const module = (await loadApp(app, texts)) as AppModule;
      return { app, module };
    }),
  );
}
