import type { Source } from "../../grammar/source.ts";
import { type Files, joinPath } from "./files.ts";
import { isSearched } from "./folders.ts";

/** Whether a file holds tests of webhooks. */
export function isHookTest(path: string): boolean {
  return /\.hook-test\.jsonc?$/.test(path);
}

/** The files with tests in a folder and those below it, in the order of their paths. */
export function hookTestsUnder(files: Files, folder: string): readonly Source[] {
  const names = files.list(folder)?.toSorted() ?? [];
  return names.flatMap((name) => {
    const path = joinPath(folder, name);
    if (name.endsWith("/")) return isSearched(name.slice(0, -1)) ? hookTestsUnder(files, path) : [];
    return isHookTest(name) ? [{ uri: path, text: files.read(path) ?? "" }] : [];
  });
}
