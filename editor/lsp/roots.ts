import type { Files } from "../../compiler/index.ts";
import { joinPath, splitPath } from "../../compiler/project/files.ts";
import type { Service } from "../service.ts";
import { pathOf, uriOf } from "./address.ts";

/** The service of a folder of the workspace. */
export interface Root {
  readonly folder: string;
  /** As they are stored. */
  readonly files: Files;
  readonly service: Service;
}

/** A file as a service knows it. */
export interface ServedFile {
  readonly root: Root;
  /** From the folder of the root. */
  readonly uri: string;
}

/** The folders of a workspace, each with a service of its own. */
export interface Roots {
  /** The file in the nearest folder around it; one outside of all is in a folder of its own. Undefined of no file. */
  file(uri: string): ServedFile | undefined;
  /** The nearest folder around a path. */
  around(path: string): Root | undefined;
  /** Those of the folders that were opened, and those of other files. */
  all(): readonly Root[];
  /** Those of the folders that were opened. */
  opened(): readonly Root[];
}

/** The roots for the folders that a client has opened; `open` makes the one of a folder. */
export function createRoots(folders: readonly string[], open: (folder: string) => Root): Roots {
  const roots = new Map<string, Root>();
  const add = (folder: string): Root => {
    const root = roots.get(folder) ?? open(folder);
    roots.set(folder, root);
    return root;
  };
  const opened = folders.flatMap((uri) => {
    const folder = pathOf(uri);
    return folder === undefined ? [] : [add(folder.replace(/(?<=.)\/$/, ""))];
  });
  const around = (path: string): Root | undefined =>
    [...roots.values()]
      .filter(({ folder }) => path.startsWith(below(folder)))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  return {
    file(uri) {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      const root = around(path) ?? add(splitPath(path).folder);
      return { root, uri: rootUri(root, path) };
    },
    around,
    all: () => [...roots.values()],
    opened: () => opened,
  };
}

/** What a root calls the file of a path. */
export function rootUri({ folder }: Root, path: string): string {
  return path.startsWith(below(folder)) ? path.slice(below(folder).length) : path;
}

/** The URI by which a client knows a file of a root. */
export function clientUri({ folder }: Root, uri: string): string {
  return uriOf(uri.startsWith("/") ? uri : joinPath(folder, uri));
}

function below(folder: string): string {
  return folder.endsWith("/") ? folder : `${folder}/`;
}
