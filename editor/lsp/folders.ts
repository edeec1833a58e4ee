import type { WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import type { Files } from "../../compiler/index.ts";
import { createRoots, type Roots } from "./roots.ts";

/** The folders that a client has opened. */
export interface Folders {
  /** Undefined until they were opened. */
  roots(): Roots | undefined;
  /** Resolves when there are roots. */
  readonly ready: Promise<void>;
  /** Notes which folders there are, by their URIs, and where findings are explained. */
  set(uris: readonly string[], docs: string | undefined): void;
  /** Loads the compiler, and makes a root of each folder. */
  open(): Promise<void>;
  change(event: WorkspaceFoldersChangeEvent): void;
}

/** No folders yet; `opened` is called whenever the roots are others. */
export function createFolders(filesIn: (folder: string) => Files, opened: () => void): Folders {
  let uris: readonly string[] = [];
  let docs: string | undefined;
  let roots: Roots | undefined;
  const started = Promise.withResolvers<void>();
  const open = async (): Promise<void> => {
    const { createService } = await import("../service.ts");
    roots = createRoots(uris, (folder) => {
      const files = filesIn(folder);
      return { folder, files, service: createService({ files, docs }) };
    });
    opened();
    started.resolve();
  };
  return {
    roots: () => roots,
    ready: started.promise,
    set: (named, address) => {
      uris = named;
      docs = address;
    },
    open,
    change: ({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      uris = [...uris.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      if (roots) open();
    },
  };
}
