import type { App } from "./app.ts";
import { type ComponentType, componentTypes, folderOf } from "./code-files.ts";
import { type Files, joinPath } from "./files.ts";

/** How the app in a folder is laid out; undefined if the folder is none of an app. */
export function layoutOf(files: Files, folder: string): App["layout"] | undefined {
  const names = files.list(folder) ?? [];
  if (names.includes("makecomapp.json")) return "makecomapp";
  if (names.some((name) => /^webhook\.iml\.jsonc?$/.test(name))) return "bare";
  const isOf = (file: RegExp): boolean =>
    componentTypes.some(
      (type) =>
        type !== "function" &&
        componentFolders(files, folder, type).some((id) =>
          files.list(joinPath(folder, `${folderOf(type)}/${id}`))?.some((name) => file.test(name)),
        ),
    );
  if (isOf(/^api\.(?:imljson|(?:iml\.)?jsonc?)$/)) return "export";
  return isOf(/\.(?:oauth-)?communication\.iml\.jsonc?$/) ? "bare" : undefined;
}

/** Whether a folder of this name may hold manifests. */
export function isSearched(name: string): boolean {
  return !name.startsWith(".") && name !== "node_modules" && name !== "generated";
}

/** The folders of the components of a type, where they lie if nobody says where. */
export function componentFolders(files: Files, folder: string, type: ComponentType): readonly string[] {
  if (!files.list(folder)?.includes(`${folderOf(type)}/`)) return [];
  const names = files.list(joinPath(folder, folderOf(type))) ?? [];
  return names
    .filter((name) => name.endsWith("/"))
    .map((name) => name.slice(0, -1))
    .sort();
}
