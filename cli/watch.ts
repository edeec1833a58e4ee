import { type FSWatcher, watch as watchFolder } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { Files } from "../compiler/index.ts";
import { exit, type Io, Misuse } from "./io.ts";

/** Milliseconds without a change before a round begins: an editor saves a file in several steps. */
const quiet = 50;

/**
 * Does something with files now, and again whenever one of those that it looked at has changed, until it is stopped. A
 * file may be gone for a moment: what would be a misuse is told, and does not end it.
 */
export async function watch(files: Files, round: (files: Files) => unknown, io: Io): Promise<number> {
  const watched = watchFiles(files, io.cwd);
  let isStopped = false;
  const stopped = io.interrupted().then(() => {
    isStopped = true;
  });
  while (!isStopped) {
    if (io.isTerminal) io.out("\u001b[2J\u001b[3J\u001b[H");
    try {
      await round(watched.files);
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      io.err(`imlc: ${error.message}\n`);
    }
    io.err(`imlc: watching ${watched.folders()}; Ctrl+C ends it.\n`);
    await Promise.race([watched.change(), stopped]);
  }
  watched.close();
  return exit.interrupted;
}

/** Files of which it is told when one of those that were looked at changes. */
export interface Watched {
  readonly files: Files;
  /** How many folders are watched, in words. */
  folders(): string;
  /** Resolves once something has changed, and nothing more for a moment, since this last resolved. */
  change(): Promise<void>;
  close(): void;
}

export function watchFiles(files: Files, cwd: string): Watched {
  let changed = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const { close, ...watched } = watchedFiles(files, cwd, () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed.resolve(), quiet);
  });
  return {
    ...watched,
    async change() {
      await changed.promise;
      changed = Promise.withResolvers();
    },
    close() {
      clearTimeout(timer);
      close();
    },
  };
}

/** What was found under a path; that there is nothing is known, too. */
type Known<T> = Map<string, { readonly found: T | undefined }>;

/** Files that are read once and again only after a change. A folder is watched from before the first look into it. */
function watchedFiles(files: Files, cwd: string, onChange: () => void) {
  const texts: Known<string> = new Map();
  const lists: Known<readonly string[]> = new Map();
  const watchers = new Map<string, FSWatcher>();

  const forget = (path: string): void => {
    const isInside = (other: string): boolean => other === path || other.startsWith(path + sep);
    for (const known of [texts, lists]) for (const each of known.keys()) if (isInside(each)) known.delete(each);
    for (const [folder, watcher] of watchers) {
      if (!isInside(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };

  const observe = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watchFolder(folder, (_event, name) => {
        lists.delete(folder);
        forget(name === null ? folder : join(folder, name));
        onChange();
      });
      watcher.on("error", () => forget(folder));
      watchers.set(folder, watcher);
    } catch {
      // There is no such folder, or it cannot be watched: what lies in it is then as it was when it was read.
    }
  };

  const once = <T>(known: Known<T>, folder: string, path: string, look: () => T | undefined): T | undefined => {
    const before = known.get(path);
    if (before) return before.found;
    observe(folder);
    const found = look();
    known.set(path, { found });
    return found;
  };

  const cached: Files = {
    ...files,
    read: (path) => once(texts, dirname(resolve(cwd, path)), resolve(cwd, path), () => files.read(path)),
    list: (path) => once(lists, resolve(cwd, path), resolve(cwd, path), () => files.list(path)),
  };
  return {
    files: cached,
    folders: () => (watchers.size === 1 ? "1 folder" : `${watchers.size} folders`),
    close: () => {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
