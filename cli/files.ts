import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { Files } from "../compiler/index.ts";
import { joinPath, splitPath } from "../compiler/project/files.ts";

/** The files below a folder of the disk. */
export function filesOnDisk(cwd: string): Files {
  return {
    folder: cwd.replaceAll("\\", "/"),
    read: (path) => unlessMissing(() => readFileSync(resolve(cwd, path), "utf8")),
    list: (folder) =>
      unlessMissing(() =>
        readdirSync(resolve(cwd, folder), { withFileTypes: true }).map((entry) =>
          entry.isDirectory() ? `${entry.name}/` : entry.name,
        ),
      ),
    readPackage: (specifier, folder) =>
      unlessMissing(() => readFileSync(createRequire(join(resolve(cwd, folder), "_")).resolve(specifier), "utf8")),
  };
}

/** The same files, with one more (or another text of one), as if it were saved. */
export function withFile(files: Files, path: string, text: string): Files {
  const { folder, name } = splitPath(path);
  const uri = joinPath(folder, name);
  return {
    ...files,
    read: (asked) => (asked === uri ? text : files.read(asked)),
    list: (asked) => {
      const names = files.list(asked);
      return asked === folder ? [...new Set([...(names ?? []), name])] : names;
    },
  };
}

/** Writes a file with its folders, unless it holds the text already; answers whether it was written. */
export function writeIfChanged(path: string, text: string): boolean {
  if (unlessMissing(() => readFileSync(path, "utf8")) === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return true;
}

const missing = new Set(["ENOENT", "ENOTDIR", "EISDIR", "MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && missing.has(String(error.code))) return undefined;
    throw error;
  }
}
