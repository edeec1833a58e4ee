/** How the compiler reads files; paths are relative, with forward slashes. */
export interface Files {
  /** What the folder is called that paths are relative to. */
  readonly name: string;
  /** The text of a file; undefined if there is none. */
  read(path: string): string | undefined;
  /** The names in a folder, those of folders ending in `/`; undefined if it is no folder. */
  list(folder: string): readonly string[] | undefined;
  /** The text of a file of an installed package (`name/file.json`), as it would be found from a folder. */
  readPackage(specifier: string, folder: string): string | undefined;
}

/** A path below a folder, without `.` and with as few `..` as can be. */
export function joinPath(folder: string, path: string): string {
  const isAbsolute = folder.startsWith("/");
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return (isAbsolute ? "/" : "") + steps.join("/") || ".";
}

/** The folder and the name of a file or folder. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const clean = joinPath(path.startsWith("/") ? "/" : ".", path);
  const slash = clean.lastIndexOf("/");
  if (slash < 0) return { folder: ".", name: clean };
  return { folder: clean.slice(0, slash) || "/", name: clean.slice(slash + 1) };
}

/** Files that are held in memory, by their paths; there are no packages. */
export function filesInMemory(texts: Readonly<Record<string, string>>, name = "app"): Files {
  const byPath = new Map(Object.entries(texts).map(([path, text]) => [joinPath(".", path), text]));
  return {
    name,
    read: (path) => byPath.get(joinPath(".", path)),
    list: (folder) => {
      const clean = joinPath(".", folder);
      const prefix = clean === "." ? "" : `${clean}/`;
      const below = [...byPath.keys()].filter((path) => path.startsWith(prefix));
      const names = below.map((path) => path.slice(prefix.length).replace(/\/.*$/, "/"));
      return names.length > 0 ? [...new Set(names)] : undefined;
    },
    readPackage: () => undefined,
  };
}
