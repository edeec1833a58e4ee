import { type Files, joinPath, splitPath } from "../compiler/project/files.ts";

/** What was looked up of files: the text of one, the names in a folder, or a file of a package. */
export interface Look {
  readonly kind: "text" | "names" | "package";
  /** From the root; of a package, the folder that it was looked up from. */
  readonly path: string;
}

/** Files of which some are open: an open one says what its editor shows, whatever is stored. */
export interface OpenFiles {
  readonly files: Files;
  /** The path from the root. */
  whole(path: string): string;
  isOpen(path: string): boolean;
  set(path: string, text: string): void;
  remove(path: string): void;
  /**
   * Stored files have changed, come or gone: those that are named, with all below them, or any. They are read again when
   * they are needed. Answers whether that makes a difference to what is known.
   */
  refresh(paths?: readonly string[]): boolean;
  /** Forgets what a stored file says, which is the same as before. */
  drop(path: string): void;
}

/**
 * Stored files, each read at most once until it changes, and open ones before them. `changed` is told of all that may
 * have another answer now, and answers whether that makes a difference.
 */
export function openFiles(stored: Files, changed: (isOther: (look: Look) => boolean) => boolean): OpenFiles {
  const open = new Map<string, string>();
  const texts = new Map<string, string | undefined>();
  const lists = new Map<string, readonly string[] | undefined>();
  const packages = new Map<string, string | undefined>();
  const whole = (path: string): string => (path.startsWith("/") ? path : joinPath(stored.folder, path));
  const namesIn = (folder: string): readonly string[] | undefined => {
    const names = stored.list(belowOf(stored.folder, folder));
    const own = [...open.keys()].map(splitPath).filter((each) => each.folder === folder);
    return own.length === 0 ? names : [...new Set([...(names ?? []), ...own.map(({ name }) => name)])];
  };
  /** The folders, of some that were listed, in which there is now something else. */
  const listedAnew = (folders: ReadonlySet<string>): ReadonlySet<string> =>
    new Set(
      [...folders].filter((folder) => {
        if (!lists.has(folder)) return false;
        const before = lists.get(folder);
        const now = namesIn(folder);
        lists.set(folder, now);
        return before?.join("/") !== now?.join("/");
      }),
    );
  /** One text is another, and has perhaps come or gone with it. */
  const tell = (path: string): void => {
    const folders = listedAnew(new Set([splitPath(path).folder]));
    changed((look) => (look.kind === "text" ? look.path === path : look.kind === "names" && folders.has(look.path)));
  };
  return {
    files: {
      folder: stored.folder,
      read: (path) => open.get(whole(path)) ?? once(texts, whole(path), () => stored.read(path)),
      list: (path) => once(lists, whole(path), () => namesIn(whole(path))),
      readPackage: (specifier, folder) =>
        once(packages, `${whole(folder)} ${specifier}`, () => stored.readPackage(specifier, folder)),
    },
    whole,
    isOpen: (path) => open.has(whole(path)),
    set: (path, text) => {
      if (open.get(whole(path)) === text) return;
      open.set(whole(path), text);
      tell(whole(path));
    },
    remove: (path) => {
      open.delete(whole(path));
      // It may have been saved meanwhile.
      texts.delete(whole(path));
      tell(whole(path));
    },
    refresh: (paths) => {
      packages.clear();
      if (!paths) {
        for (const known of [texts, lists]) known.clear();
        return changed(() => true);
      }
      const named = new Set(paths.map(whole));
      const isNamed = (path: string): boolean => named.has(path) || foldersOf(path).some((folder) => named.has(folder));
      for (const known of [texts, lists]) for (const path of known.keys()) if (isNamed(path)) known.delete(path);
      // With a file its folder may have come, and the one around that.
      const folders = listedAnew(new Set([...named].flatMap(foldersOf)));
      // Where packages lie, only who looked them up can tell.
      return changed(({ kind, path }) => {
        switch (kind) {
          case "text":
            return !open.has(path) && isNamed(path);
          case "names":
            return folders.has(path) || isNamed(path);
          case "package":
            return true;
        }
      });
    },
    drop: (path) => {
      texts.delete(whole(path));
    },
  };
}

/** A path from the root as the files of a folder know it: below the folder from there. */
function belowOf(folder: string, path: string): string {
  if (path === folder) return ".";
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** The folders around a path from the root. */
function foldersOf(path: string): readonly string[] {
  const found: string[] = [];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) found.push(path.slice(0, end));
  return found;
}

function once<T>(known: Map<string, T | undefined>, key: string, look: () => T | undefined): T | undefined {
  if (known.has(key)) return known.get(key);
  const found = look();
  known.set(key, found);
  return found;
}
