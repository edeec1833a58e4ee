/**
 * How the compiler reads files; paths are relative, with forward slashes.
 *
 * @example
 * import type { Files } from "imlc";
 *
 * export const withUnsaved = (disk: Files, unsaved: ReadonlyMap<string, string>): Files => ({
 *   ...disk,
 *   read: (path) => unsaved.get(path) ?? disk.read(path),
 * });
 */
export interface Files {
  /** The folder that paths are relative to, from the root. */
  readonly folder: string;
  /** The text of a file; undefined if there is none. */
  read(path: string): string | undefined;
  /** The names in a folder, those of folders ending in `/`; undefined if it is no folder. */
  list(folder: string): readonly string[] | undefined;
  /** The text of a file of an installed package (`name/file.json`), as it would be found from a folder. */
  readPackage(specifier: string, folder: string): string | undefined;
}

/** The same files, each of which is read at most once, and each folder listed once. */
export function readOnce(files: Files): Files {
  return { ...files, read: remembered(files.read), list: remembered(files.list) };
}

function remembered<T>(look: (path: string) => T): (path: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (path) => {
    const before = known.get(path) ?? { answer: look(path) };
    known.set(path, before);
    return before.answer;
  };
}

/** A path below a folder, without `.` and with as few `..` as can be. */
export function joinPath(folder: string, path: string): string {
  if (isPlain(path)) {
    if (folder === ".") return path;
    if (isPlain(folder)) return `${folder}/${path}`;
  }
  const isAbsolute = folder.startsWith("/");
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return (isAbsolute ? "/" : "") + steps.join("/") || ".";
}

/** Whether a path has no step that could be left out. */
function isPlain(path: string): boolean {
  return path !== "" && !/(?:^|\/)(?:\.{0,2}(?:\/|$))/.test(path);
}

/** The folder and the name of a file or folder. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const clean = joinPath(path.startsWith("/") ? "/" : ".", path);
  const slash = clean.lastIndexOf("/");
  if (slash < 0) return { folder: ".", name: clean };
  return { folder: clean.slice(0, slash) || "/", name: clean.slice(slash + 1) };
}

/**
 * Files that are held in memory, by their paths; there are no packages.
 *
 * @example
 * import { filesInMemory, findProject } from "imlc";
 *
 * const files = filesInMemory({ "shop/webhook.iml.json": '{"uid": "{{item.id}}"}' });
 * console.log(findProject(files, ["shop"]).apps.length);
 */
export function filesInMemory(texts: Readonly<Record<string, string>>, name = "app"): Files {
  const byPath = new Map(Object.entries(texts).map(([path, text]) => [joinPath(".", path), text]));
  const folders = new Map<string, Set<string>>();
  for (const path of byPath.keys()) addTo(folders, path, "");
  return {
    folder: `/${name}`,
    read: (path) => byPath.get(joinPath(".", path)),
    list: (folder) => {
      const names = folders.get(joinPath(".", folder));
      return names && [...names];
    },
    readPackage: () => undefined,
  };
}

/** Adds a file, or a folder with `/` for its mark, to the names of the folder that holds it, and that one to its own. */
function addTo(folders: Map<string, Set<string>>, path: string, mark: "" | "/"): void {
  const { folder, name } = splitPath(path);
  const names = folders.get(folder);
  if (names) names.add(name + mark);
  else {
    folders.set(folder, new Set([name + mark]));
    if (folder !== ".") addTo(folders, folder, "/");
  }
}
