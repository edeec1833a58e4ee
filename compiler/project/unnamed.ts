import type { AppParts } from "./app.ts";
import { fileNotNamed } from "./diagnostics.ts";
import { type Files, joinPath } from "./files.ts";
import { isSearched } from "./folders.ts";
import { partSources } from "./sources.ts";

/** What `makecomapp.json` declares, with the files below its folder that it does not name: they are at least read. */
export function withUnnamed(declared: AppParts, files: Files, folder: string): AppParts {
  const named = new Set(partSources(declared).map(({ uri }) => uri));
  const unnamed = manifestsUnder(files, folder).filter((uri) => !named.has(uri));
  const sources = unnamed.flatMap((uri) => {
    const text = files.read(uri);
    return text === undefined ? [] : [{ uri, text }];
  });
  const found = sources.map(({ uri }) => fileNotNamed({ uri, span: { start: 0, end: 0 } }, { component: undefined }));
  return { ...declared, plain: [...declared.plain, ...sources], found: [...declared.found, ...found] };
}

function manifestsUnder(files: Files, folder: string): readonly string[] {
  return (files.list(folder) ?? []).flatMap((name) => {
    const path = joinPath(folder, name);
    if (!name.endsWith("/")) return /\.(?:iml\.jsonc?|imljson)$/.test(name) ? [path] : [];
    const isOther = !isSearched(name.slice(0, -1)) || files.list(path)?.includes("makecomapp.json");
    return isOther ? [] : manifestsUnder(files, path);
  });
}
