import type { Source } from "../../grammar/source.ts";
import { type Files, joinPath } from "./files.ts";

/** The first file of some names that a folder has; undefined if it has none of them. */
export function firstFile(files: Files, folder: string, names: readonly string[]): Source | undefined {
  const there = files.list(folder) ?? [];
  for (const name of names) {
    if (!there.includes(name)) continue;
    const uri = joinPath(folder, name);
    const text = files.read(uri);
    if (text !== undefined) return { uri, text };
  }
  return undefined;
}
