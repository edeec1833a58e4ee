import { type Connection, DidChangeWatchedFilesNotification, WatchKind } from "vscode-languageserver";
import type { Files } from "../../compiler/index.ts";
import { pathOf } from "./address.ts";
import { answerAtCursor } from "./at-cursor.ts";
import { capabilities } from "./capabilities.ts";
import { answerChanges } from "./changes.ts";
import { clientOf, docsOf, foldersOf, serverIn, unknownClient } from "./client.ts";
import { answerCommands } from "./commands.ts";
import { createDocuments } from "./documents.ts";
import { createFolders } from "./folders.ts";
import { createPublisher } from "./publish.ts";
import type { Recorded, ServerNamed } from "./recorded.ts";
import { rootUri } from "./roots.ts";
import { serving } from "./serving.ts";
import { shownFiles } from "./shown-files.ts";
import { answerWhole } from "./whole.ts";
import { answerWorkspace } from "./workspace.ts";

/** What the server is given of its surroundings. */
export interface ServerOptions {
  /** The files below a folder, which is named by its path from the root. */
  readonly filesIn: (folder: string) => Files;
  /** The address of the page that explains findings, unless a client names one as `docs` when it initializes. */
  readonly docs: string | undefined;
  /** What a running server has kept; only the one is asked that a client names as `url` when it initializes. */
  readonly recordedAt: (server: ServerNamed) => Recorded;
  readonly version: string | undefined;
}

/** Serves one client until it ends the connection. */
export function serveClient(connection: Connection, { filesIn, docs, recordedAt, version }: ServerOptions): void {
  let client = unknownClient;
  let recorded: Recorded | undefined;
  const filesShown = (folder: string): Files => shownFiles(filesIn(folder));
  const folders = createFolders(filesShown, () => {
    documents.repeat();
    publisher.soon();
  });
  /** Of a client that does not tell of changes, any file may be another whenever it does something about files. */
  const lookAgain = (): void => {
    if (client.watches) return;
    for (const { service } of folders.roots()?.all() ?? []) service.refresh();
  };
  const publisher = createPublisher(
    connection,
    () => {
      const roots = folders.roots();
      return roots && { documents, roots, resultId: requests.resultId };
    },
    () => ({ diagnostics: client.pulls, refresh: client.refresh }),
  );
  const documents = createDocuments(connection, folders.roots, {
    changed: publisher.soon,
    saved: () => {
      lookAgain();
      publisher.soon();
    },
  });
  const requests = serving({ connection, documents, client: () => client, recorded: () => recorded }, folders.ready);
  for (const answer of [answerAtCursor, answerWhole, answerChanges]) answer(requests);
  answerWorkspace(requests, folders, lookAgain);
  answerCommands(requests, { roots: folders.roots, shows: () => client.shows, ready: folders.ready });

  connection.onInitialize((params) => {
    client = clientOf(params);
    const server = serverIn(params);
    recorded = server && recordedAt(server);
    folders.set(foldersOf(params), docsOf(params) ?? docs);
    return { capabilities, serverInfo: { name: "imlc", version } };
  });
  connection.onInitialized(() => {
    // Who has only just been answered need not wait for the compiler to be loaded.
    folders.open();
    if (client.watches) {
      // One that refuses is served like one that cannot.
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {
        client = { ...client, watches: false };
      });
    }
    if (client.folders) connection.workspace.onDidChangeWorkspaceFolders(folders.change);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
    const roots = folders.roots()?.all() ?? [];
    const matters = roots.map((root) => root.service.refresh(paths.map((path) => rootUri(root, path))));
    if (!matters.includes(true)) return;
    documents.repeat();
    publisher.soon();
  });
  connection.onShutdown(publisher.stop);
  connection.listen();
}

const watchers = [
  { globPattern: "**/*.{json,jsonc,imljson,js}", kind: WatchKind.Change },
  // Of a folder that is moved or removed, many clients tell only that, and nothing of what is in it.
  { globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete },
];
