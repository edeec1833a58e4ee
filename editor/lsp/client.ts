import type { InitializeParams } from "vscode-languageserver";
import type { ServerNamed } from "./recorded.ts";
import type { Client } from "./serving.ts";

/** What of a client's abilities the server makes use of. */
export interface KnownClient extends Client {
  /** It asks for findings itself, and can be told to. */
  readonly pulls: boolean;
  readonly refresh: boolean;
  /** It tells of changes of files, and of the folders of the workspace. */
  readonly watches: boolean;
  readonly folders: boolean;
  /** It shows by itself what a run came to. */
  readonly shows: boolean;
}

/** A client that has said nothing yet. */
export const unknownClient: KnownClient = {
  snippets: false,
  hints: false,
  creates: false,
  pulls: false,
  refresh: false,
  watches: false,
  folders: false,
  shows: false,
};

/** What a client says of itself when it initializes. */
export function clientOf(params: InitializeParams): KnownClient {
  const { textDocument, workspace } = params.capabilities;
  const { inlayHints, showsRuns } = optionsOf(params);
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    hints: inlayHints === true,
    creates: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    pulls: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    shows: showsRuns === true,
  };
}

/** The URIs of the folders that a client has opened. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** The address of the page that explains findings, if a client names one. */
export function docsOf(params: InitializeParams): string | undefined {
  const { docs } = optionsOf(params);
  return typeof docs === "string" ? docs : undefined;
}

/** Where a running server is, if a client names one. */
export function serverIn(params: InitializeParams): ServerNamed | undefined {
  const { url, store } = optionsOf(params);
  const named = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
  const at = named(url);
  return at === undefined ? undefined : { url: at, store: named(store) };
}

function optionsOf({ initializationOptions }: InitializeParams): {
  readonly inlayHints?: unknown;
  readonly docs?: unknown;
  readonly showsRuns?: unknown;
  readonly url?: unknown;
  readonly store?: unknown;
} {
  return typeof initializationOptions === "object" && initializationOptions !== null ? initializationOptions : {};
}
