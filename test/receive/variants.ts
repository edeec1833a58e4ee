import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";

/** The files of an app, as JSON. */
export type Files = Readonly<Record<string, object>>;

/** An app of which something is missing. */
export interface Variant {
  /** What is missing. */
  readonly name: string;
  /** Undefined if the compiler refuses it. */
  readonly app: AppModule | undefined;
}

/** What compiles of files in a folder of that name. */
export async function compiledIn(folder: string, files: Files): Promise<AppModule | undefined> {
  const texts = Object.entries(files).map(([path, json]) => [`${folder}/${path}`, JSON.stringify(json)] as const);
  const disk = filesInMemory(Object.fromEntries(texts));
  const analysis = analyzeProject(findProject(disk, ["."]), disk);
  const [app] = analysis.apps;
  if (!app || analysis.diagnostics.some(({ severity }) => severity === "error")) return undefined;
  // The compiler does not import the runtime; that its modules satisfy the contract is what `test/generate` holds.
  return (await loadApp(app, analysis.texts)) as AppModule;
}

/** For each member of each file, at any depth, the app that lacks it. */
export function variantsOf(folder: string, files: Files): Promise<readonly Variant[]> {
  const lacking = Object.entries(files).flatMap(([file, json]) =>
    membersOf(json).map((path) => ({ file, path, json: without(json, path) as object })),
  );
  return Promise.all(
    lacking.map(async ({ file, path, json }, index) => ({
      name: `${file} ${path.join(".")}`,
      app: await compiledIn(`${folder}-${index}`, { ...files, [file]: json }),
    })),
  );
}

/** For each member of a compiled app but its id and all its webhooks together, the app that lacks it. */
export function modulesOf(folder: string, app: AppModule): readonly Variant[] {
  const paths = membersOf(app).filter((path) => !["id", "webhooks"].includes(path.join(".")));
  return paths.map((path, index) => ({
    name: `module ${path.join(".")}`,
    app: { ...(without(app, path) as AppModule), id: `${folder}-${index}` },
  }));
}

/** The path of every member of an object, at any depth. */
function membersOf(value: unknown, under: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...under, key], ...membersOf(inner, [...under, key])]);
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.flatMap((item, n) => (String(n) !== key ? [item] : rest.length === 0 ? [] : [without(item, rest)]));
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, inner]) =>
      name !== key ? [[name, inner]] : rest.length === 0 ? [] : [[name, without(inner, rest)]],
    ),
  );
}
