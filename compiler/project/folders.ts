import type { Files } from "./files.ts";

/** Whether a folder is that of an app. */
export function isApp(files: Files, folder: string): boolean {
  return (files.list(folder) ?? []).some((name) => /^webhook\.iml\.jsonc?$/.test(name));
}

/** Whether a folder of this name may hold manifests. */
export function isSearched(name: string): boolean {
  return !name.startsWith(".") && name !== "node_modules" && name !== "generated";
}
