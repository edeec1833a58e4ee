import { isUtf8 } from "node:buffer";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { Files } from "../compiler/index.ts";
import { joinPath, splitPath } from "../compiler/project/files.ts";
import { Misuse } from "./io.ts";

/** The files below a folder of the disk, whatever bytes they hold. */
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

/** The files below a folder of the disk, for those who go on with their texts: one that is no UTF-8 text is a misuse. */
export function textsOnDisk(cwd: string): Files {
  return onlyUtf8(filesOnDisk(cwd), Misuse);
}

/** The same files; one of the disk that is no UTF-8 text, whose letters would be others, is refused by an error. */
export function onlyUtf8(files: Files, Refusal: new (message: string) => Error): Files {
  return noticingBytes(files, (path) => {
    throw new Refusal(noText(path));
  });
}

/** The same files; `noticed` is told of each of the disk that is read and is no UTF-8 text. */
export function noticingBytes(files: Files, noticed: (path: string) => void): Files {
  return {
    ...files,
    read(path) {
      const text = files.read(path);
      if (text?.includes(REPLACEMENT) && !isUtf8OnDisk(resolve(files.folder, path))) noticed(path);
      return text;
    },
  };
}

/** What is said of a file whose bytes are no UTF-8 text. */
export function noText(path: string): string {
  return `${path} is no UTF-8 text: save it as UTF-8.`;
}

/** What is read in place of bytes that are none of UTF-8; a text may also hold it as a character of its own. */
const REPLACEMENT = "\ufffd";

function isUtf8OnDisk(path: string): boolean {
  return !existsSync(path) || isUtf8(readFileSync(path));
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

/** Where a file is that a command line names; that there is none, or that it is a folder, is a misuse. */
export function namedFile(path: string, cwd: string): string {
  const whole = resolve(cwd, path);
  const found = statSync(whole, { throwIfNoEntry: false });
  if (found === undefined) throw new Misuse(`there is no file ${path}.`);
  if (found.isDirectory()) throw new Misuse(`${path} is a folder, not a file.`);
  return whole;
}

/** What messages call the file that a command line names, of which `-` is standard input. */
export function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
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
