import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { manifestsOf } from "../../compiler/project/sources.ts";

/** A manifest with all files of its app, by their paths. */
export interface ManifestInApp {
  readonly uri: string;
  readonly files: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every manifest of the examples, the templates and the fixtures of the checker whose app has no errors. */
export function soundManifests(): readonly ManifestInApp[] {
  const folders = ["examples", "cli/init/templates", "test/check", "test/generate", "test/connection", "test/editor"];
  return folders.flatMap((folder) => {
    const files = textsBelow(join(root, folder));
    const inMemory = filesInMemory(files);
    const project = findProject(inMemory, ["."]);
    return project.apps.flatMap((app) => {
      const { diagnostics } = analyzeProject({ apps: [app], missing: [], unread: [] }, inMemory);
      if (diagnostics.some(({ severity }) => severity === "error")) return [];
      return manifestsOf(app).map(({ source }) => ({ uri: source.uri, files: below(files, app.folder) }));
    });
  });
}

function below(files: Readonly<Record<string, string>>, folder: string): Readonly<Record<string, string>> {
  if (folder === ".") return files;
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`)));
}

function textsBelow(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:jsonc?|imljson|js)$/.test(entry.name))
      .filter((entry) => !/node_modules|generated/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, "utf8")]),
  );
}
