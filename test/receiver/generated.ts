import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOnDisk } from "../../cli/files.ts";
import { generateApp } from "../../compiler/generate/module.ts";
import { analyzeProject, type Files, filesInMemory, findProject } from "../../compiler/index.ts";

const root = join(import.meta.dirname, "../..");

/** A folder of this checkout, from which `imlc/…` leads to the sources; `remove` deletes it with all that was put there. */
export interface Folder {
  readonly path: string;
  /** Writes a file and answers its path. */
  write(name: string, text: string): string;
  remove(): void;
}

export function newFolder(): Folder {
  mkdirSync(join(root, ".imlc"), { recursive: true });
  const path = mkdtempSync(join(root, ".imlc/receiver-"));
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      mkdirSync(join(file, ".."), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}

/** Writes the modules of an example of this checkout below `generated/`. */
export function generateExample(name: string, folder: Folder): void {
  generate(filesOnDisk(root), `examples/${name}`, folder);
}

/** Writes the modules of an app whose manifests are given as text below `generated/`. */
export function generateTexts(name: string, texts: Readonly<Record<string, string>>, folder: Folder): void {
  const below = Object.entries(texts).map(([file, text]) => [`${name}/${file}`, text]);
  generate(filesInMemory(Object.fromEntries(below)), name, folder);
}

function generate(files: Files, path: string, folder: Folder): void {
  const { apps, texts, diagnostics } = analyzeProject(findProject(files, [path]), files);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(`${path} has errors: ${JSON.stringify(errors)}`);
  for (const app of apps) {
    for (const file of generateApp(app, texts, "0.1.0")) folder.write(`generated/${app.id}/${file.path}`, file.text);
  }
}
