import type { Source } from "../../grammar/source.ts";
import { type App, noParts } from "./app.ts";
import { bareParts, readBare } from "./bare.ts";
import { configNotRead } from "./diagnostics.ts";
import { readExport } from "./export.ts";
import { type Files, joinPath, readOnce, splitPath } from "./files.ts";
import { firstFile } from "./first-file.ts";
import { isSearched, layoutOf } from "./folders.ts";
import { kindOf } from "./kind-of.ts";
import { readMakecomapp } from "./makecomapp.ts";
import { sourcesOf } from "./sources.ts";
import { withUnnamed } from "./unnamed.ts";

/**
 * What is to be compiled.
 *
 * @example
 * import { type Files, findProject, type Project } from "imlc";
 *
 * export function projectIn(files: Files, folder: string): Project {
 *   const project = findProject(files, [folder]);
 *   if (project.apps.length === 0) throw new Error(`There is no app in ${folder}.`);
 *   return project;
 * }
 */
export interface Project {
  readonly apps: readonly App[];
  /** Paths that lead nowhere. */
  readonly missing: readonly string[];
  /** Settings in folders of no app, which nobody reads. */
  readonly unread: readonly Source[];
}

/**
 * Finds the apps under some paths: folders with a `makecomapp.json`, with the folders of an older export, or with a
 * `webhook.iml.json`. All folders below are searched, but for `node_modules`, `generated` and hidden ones. A single file
 * is looked at with those that belong to it.
 *
 * @example
 * import { filesInMemory, findProject } from "imlc";
 *
 * const files = filesInMemory({ "shop/webhook.iml.json": '{"uid": "{{item.id}}"}' });
 * console.log(findProject(files, ["."]).apps.map(({ id }) => id));
 */
export function findProject(disk: Files, paths: readonly string[]): Project {
  const files = readOnce(disk);
  const apps = new Map<string, App>();
  const missing: string[] = [];
  const unread = new Map<string, Source>();
  for (const path of paths) {
    const clean = joinPath(path.startsWith("/") ? "/" : ".", path);
    const searched = files.list(clean) && [...foldersUnder(files, clean)];
    const found = searched ? appsIn(files, searched) : appOfFile(files, clean);
    for (const each of searched ?? []) {
      const config = unreadConfig(files, each);
      if (config) unread.set(config.uri, config);
    }
    if (found) for (const app of found) apps.set(`${app.folder}/${app.id}/${app.only ?? ""}`, app);
    else missing.push(path);
  }
  return { apps: [...apps.values()], missing, unread: [...unread.values()] };
}

function appsIn(files: Files, searched: readonly SearchedFolder[]): readonly App[] {
  return searched.flatMap(({ folder, layout }) => (layout ? [appIn(files, folder, layout)] : []));
}

/** The settings in a folder that is none of an app. */
export function unreadConfig(files: Files, { folder, layout }: SearchedFolder): Source | undefined {
  return (layout ?? layoutOf(files, folder)) === undefined ? firstFile(files, folder, configNames) : undefined;
}

/** Settings that belong to no app, as what there is to say of them is found. */
export function loneConfig(source: Source): App {
  const { folder, name } = splitPath(source.uri);
  const found = [configNotRead({ uri: source.uri, span: { start: 0, end: 0 } }, {})];
  return { ...noParts, plain: [source], found, id: name, folder, config: undefined, only: undefined };
}

/** A folder that was searched; with a layout if it is that of an app. */
export interface SearchedFolder {
  readonly folder: string;
  readonly layout: App["layout"] | undefined;
}

/**
 * The folders under one that may hold apps, one by one, itself first. Inside of an app that lists its files, only another
 * such list makes another app.
 */
export function* foldersUnder(files: Files, folder: string, isInside = false): Generator<SearchedFolder> {
  const layout = layoutOf(files, folder);
  yield { folder, layout: isInside && layout !== "makecomapp" ? undefined : layout };
  const names = (files.list(folder) ?? []).filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const inside = isInside || (layout !== undefined && layout !== "bare");
  for (const name of names.filter(isSearched).sort()) yield* foldersUnder(files, joinPath(folder, name), inside);
}

/** Whether a file has the name of one with settings of imlc. */
export function isConfigFile(path: string): boolean {
  return configNames.includes(splitPath(path).name);
}

const configNames: readonly string[] = ["imlc.json", "imlc.jsonc"];

/** The app in a folder that is laid out like one. */
export function appIn(files: Files, folder: string, layout: App["layout"]): App {
  return {
    ...partsIn(files, folder, layout),
    id: idOf(files, folder),
    folder,
    config: firstFile(files, folder, configNames),
    only: undefined,
  };
}

function partsIn(files: Files, folder: string, layout: App["layout"]) {
  switch (layout) {
    case "bare":
      return readBare(files, folder);
    case "export":
      return readExport(files, folder);
    case "makecomapp": {
      const uri = joinPath(folder, "makecomapp.json");
      return withUnnamed(readMakecomapp({ uri, text: files.read(uri) ?? "" }, files, folder), files, folder);
    }
  }
}

/** An app is named like its folder; one in `src`, which says nothing, like the folder above. */
function idOf(files: Files, folder: string): string {
  const { folder: above, name } = splitPath(fromRoot(files, folder));
  return name === "src" && above !== "/" ? splitPath(above).name : name;
}

function appOfFile(files: Files, path: string): readonly App[] | undefined {
  const text = files.read(path);
  if (text === undefined) return undefined;
  const whole = fromRoot(files, path);
  for (const app of appsAround(files, path)) {
    const own = sourcesOf(app).find(({ uri }) => fromRoot(files, uri) === whole);
    if (own) return [{ ...app, only: own.uri }];
  }
  if (isConfigFile(path)) return [loneConfig({ uri: path, text })];
  const { folder, name } = splitPath(path);
  const kind = kindOf(path);
  const id = name.replace(/\.(?:iml\.)?jsonc?$/, "");
  const manifest = (of: string): Source | undefined => (of === kind ? { uri: path, text } : undefined);
  const parts = { ...noParts, ...bareParts(id, id, manifest), base: manifest("base") };
  return [{ ...parts, id, folder, config: undefined, only: undefined }];
}

/** The apps that a file may belong to: first those that list their files, then those of the folders that are nearest. */
function appsAround(files: Files, path: string): readonly App[] {
  const around = foldersAbove(files, splitPath(path).folder).flatMap((folder) => {
    const layout = layoutOf(files, folder);
    return layout ? [{ folder, layout }] : [];
  });
  const listed = around.filter(({ layout }) => layout === "makecomapp");
  const others = around.filter(({ layout }) => layout !== "makecomapp");
  return [...listed, ...others].map(({ folder, layout }) => appIn(files, folder, layout));
}

function foldersAbove(files: Files, folder: string): readonly string[] {
  if (fromRoot(files, folder) === "/") return [folder];
  const isAtTop = folder === "." || folder.endsWith("..");
  return [folder, ...foldersAbove(files, isAtTop ? joinPath(folder, "..") : splitPath(folder).folder)];
}

function fromRoot(files: Files, path: string): string {
  return path.startsWith("/") ? path : joinPath(files.folder, path);
}
