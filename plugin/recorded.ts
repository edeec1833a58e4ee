import { resolve } from "node:path";
import type { Files } from "../compiler/index.ts";

/** Files, and what was looked at of them. */
export interface Recorded {
  readonly files: Files;
  /** The paths, from the root, of the files that were read. */
  readonly read: ReadonlySet<string>;
  /** Those of the folders in which something was looked for. */
  readonly folders: ReadonlySet<string>;
}

/** The same files, of which it is noted what is looked at. */
export function recorded(files: Files): Recorded {
  const read = new Set<string>();
  const folders = new Set<string>();
  return {
    files: {
      ...files,
      read: (path) => {
        const text = files.read(path);
        if (text !== undefined) read.add(resolve(files.folder, path));
        return text;
      },
      list: (path) => {
        folders.add(resolve(files.folder, path));
        return files.list(path);
      },
    },
    read,
    folders,
  };
}
