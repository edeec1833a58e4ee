import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** An editor at the other end of a server that runs as a process of its own. */
export interface Editor {
  readonly server: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  open(uri: string, text: string): Promise<void>;
  /** Puts a text in place of some characters of a line. */
  change(uri: string, version: number, line: number, from: number, to: number, text: string): Promise<void>;
  close(uri: string): Promise<void>;
  /** The next findings that the server pushes for a file and that are the ones to wait for. */
  pushed(uri: string, isAwaited?: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Ends the server; answers its exit code. */
  end(): Promise<number | null>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What an editor like VS Code can do. */
export const abilities: ClientCapabilities = {
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
  workspace: { workspaceFolders: true },
};

/** Starts the server as an editor does. */
export async function startEditor(
  folders: readonly string[],
  {
    capabilities = abilities,
    options = {},
    pushed = () => {},
    env = {},
    cwd,
  }: {
    readonly capabilities?: ClientCapabilities;
    readonly options?: object;
    /** Where the server runs, and what it finds in its environment beside what is there. */
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    /** Told of all findings that the server pushes. */
    readonly pushed?: (uri: string, found: readonly Diagnostic[]) => void;
  } = {},
): Promise<Editor> {
  const args = [
    "--conditions=imlc-source",
    "--disable-warning=ExperimentalWarning",
    `${root}cli/bin.ts`,
    "lsp",
    "--stdio",
  ];
  const server = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((resolve) => server.on("exit", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    waiting.get(uri)?.(diagnostics);
    pushed(uri, diagnostics);
  });
  connection.onUnhandledNotification(() => {});
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
    capabilities,
    initializationOptions: options,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    server,
    connection,
    initialized,
    open: (uri, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: "json", version: 1, text },
      }),
    change: (uri, version, line, from, to, text) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: { line, character: from }, end: { line, character: to } }, text }],
      }),
    close: (uri) => connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    pushed: (uri, isAwaited = () => true) =>
      new Promise((resolve) => {
        waiting.set(uri, (found) => {
          if (!isAwaited(found)) return;
          waiting.delete(uri);
          resolve(found);
        });
      }),
    async end() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
}
