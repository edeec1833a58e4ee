import { type Files, joinPath, splitPath } from "../compiler/project/files.ts";

/** Files of which some are open: an open one says what its editor shows, whatever is stored. */
export interface OpenFiles {
  readonly files: Files;
  set(path: string, text: string): void;
  remove(path: string): void;
  /** Stored files have changed: they are read again when they are needed. */
  refresh(): void;
  /** A number that grows with every change. */
  age(): number;
}

/** Stored files, each read at most once until something changes, and open ones before them. */
export function openFiles(stored: Files): OpenFiles {
  const open = new Map<string, string>();
  const texts = new Map<string, string | undefined>();
  const lists = new Map<string, readonly string[] | undefined>();
  const packages = new Map<string, string | undefined>();
  const whole = (path: string): string => (path.startsWith("/") ? path : joinPath(stored.folder, path));
  let age = 0;
  return {
    files: {
      folder: stored.folder,
      read: (path) => open.get(whole(path)) ?? once(texts, whole(path), () => stored.read(path)),
      list: (path) =>
        once(lists, whole(path), () => {
          const names = stored.list(path);
          const own = [...open.keys()].map(splitPath).filter(({ folder }) => folder === whole(path));
          if (own.length === 0) return names;
          return [...new Set([...(names ?? []), ...own.map(({ name }) => name)])];
        }),
      readPackage: (specifier, folder) =>
        once(packages, `${whole(folder)} ${specifier}`, () => stored.readPackage(specifier, folder)),
    },
    set: (path, text) => {
      // Only what comes and goes changes what folders list.
      if (!open.has(whole(path))) lists.clear();
      open.set(whole(path), text);
      age++;
    },
    remove: (path) => {
      open.delete(whole(path));
      lists.clear();
      age++;
    },
    refresh: () => {
      for (const known of [texts, lists, packages]) known.clear();
      age++;
    },
    age: () => age,
  };
}

function once<T>(known: Map<string, T | undefined>, key: string, look: () => T | undefined): T | undefined {
  if (known.has(key)) return known.get(key);
  const found = look();
  known.set(key, found);
  return found;
}
