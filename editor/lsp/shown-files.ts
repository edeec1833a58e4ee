import type { Files } from "../../compiler/index.ts";

/**
 * The same files as an editor has them: without the byte order mark that a text is stored with, and without those that
 * cannot be read, for a folder that is opened may hold what is another user's.
 */
export function shownFiles(files: Files): Files {
  return {
    ...files,
    read: (path) => orNothing(() => files.read(path)?.replace(/^\ufeff/, "")),
    list: (folder) => orNothing(() => files.list(folder)),
    readPackage: (specifier, folder) => orNothing(() => files.readPackage(specifier, folder)),
  };
}

function orNothing<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
