import type { Files } from "../compiler/index.ts";
import type { Look, OpenFiles } from "./open-files.ts";

/** What was found in files, and all that was looked up for it: it holds until one of the looks has another answer. */
export interface Found<T> {
  readonly value: T;
  readonly looks: readonly Look[];
}

/** Files, and what has been looked up in them. */
export interface NotedFiles {
  readonly files: Files;
  looks(): readonly Look[];
}

/** Does something with files, and notes what it looks up. */
export function noting<T>(open: OpenFiles, work: (files: Files) => T): Found<T> {
  const { files, looks } = noted(open);
  return { value: work(files), looks: looks() };
}

/** The files, with what is looked up in them from now on. */
export function noted(open: OpenFiles): NotedFiles {
  const looks = new Map<string, Look>();
  const note = <A>(kind: Look["kind"], path: string, look: () => A): A => {
    const key = `${kind} ${path}`;
    if (!looks.has(key)) looks.set(key, { kind, path: open.whole(path) });
    return look();
  };
  const { folder, read, list, readPackage } = open.files;
  return {
    files: {
      folder,
      read: (path) => note("text", path, () => read(path)),
      list: (path) => note("names", path, () => list(path)),
      readPackage: (specifier, from) => note("package", from, () => readPackage(specifier, from)),
    },
    looks: () => [...looks.values()],
  };
}
