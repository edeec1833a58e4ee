import { readdirSync, readFileSync } from "node:fs";
import { type AppAnalysis, analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";

const here = new URL(".", import.meta.url).pathname;

/** The cases: folders with the manifests of an app, and what is expected of them in `expected`. */
export const cases: readonly string[] = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
  .map(({ name }) => name);

export interface Case {
  readonly app: AppAnalysis;
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads and checks the manifests of a case; throws if they have errors. */
export function analyzeCase(name: string): Case {
  const all = readdirSync(`${here}${name}`, { recursive: true, encoding: "utf8" });
  const manifests = all.filter((file) => /\.(?:jsonc?|js)$/.test(file) && !file.startsWith("expected"));
  const files = filesInMemory(
    Object.fromEntries(manifests.map((file) => [`${name}/${file}`, readFileSync(`${here}${name}/${file}`, "utf8")])),
  );
  const { apps, diagnostics, texts } = analyzeProject(findProject(files, [name]), files);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [app] = apps;
  if (!app || errors.length > 0) throw new Error(`${name} has errors: ${JSON.stringify(errors)}`);
  return { app, texts };
}
