import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type PreviousResultId,
  type ProtocolConnection,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol/node";
import { appFiles, largeManifest, median } from "./check.ts";
import type { Row } from "./main.ts";

/** Apps of three manifests each, and some of one manifest of many lines. */
const apps = 325;
const largeApps = 25;
/** What people may expect of a server: milliseconds, and megabytes. */
const expected = { start: 300, memory: 150 };
const starts = 5;
/** So often a file is changed, and all findings asked for again. */
const rounds = 20;
const opened = "apps/app7/webhook.iml.json";

/**
 * The language server as it is installed, on a workspace of a thousand manifests: how soon it answers, and how much memory
 * its process holds, beside what people may expect of it.
 */
export async function workspaceBench(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-workspace-"));
  try {
    const server = join(folder, "lsp.cjs");
    execFileSync(process.execPath, [fileURLToPath(new URL("../scripts/bundle-lsp.js", import.meta.url)), server]);
    const files = Object.fromEntries(Array.from({ length: apps }, (_, index) => appFiles(index)).flat());
    const large = largeManifest();
    for (let index = 0; index < largeApps; index++) files[`large/app${index}/webhook.iml.json`] = large;
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const measured: Measured[] = [];
    for (let index = 0; index < starts; index++) measured.push(await measure(server, folder, files[opened] ?? ""));
    const row = (name: string, part: keyof Measured, peer: number, unit: string): Row => {
      const ours = median(measured.map((each) => each[part]));
      return {
        name: `lsp, ${Object.keys(files).length} manifests: ${name} / ${peer} ${unit}`,
        ours,
        peer,
        unit,
        ratio: ours / peer,
      };
    };
    return [
      row("start", "start", expected.start, "ms"),
      row("start until a file has findings", "first", expected.start, "ms"),
      row("findings of all files", "all", expected.start, "ms"),
      row("the same after a change", "again", expected.start, "ms"),
      row("memory of a process of Node.js that does nothing", "idle", expected.memory, "MB"),
      row("memory with one file open", "before", expected.memory, "MB"),
      row("memory after findings of all files", "after", expected.memory, "MB"),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Measured {
  readonly start: number;
  readonly first: number;
  readonly all: number;
  readonly again: number;
  readonly idle: number;
  readonly before: number;
  readonly after: number;
}

async function measure(server: string, folder: string, text: string): Promise<Measured> {
  const idle = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
  await once(idle, "spawn");
  const began = performance.now();
  const since = (from: number): number => performance.now() - from;
  const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = connectionTo(child);
  const memory = (): number => megabytes(child.pid ?? 0);
  try {
    const uri = pathToFileURL(folder).href;
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri, name: "bench" }],
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
      },
    });
    const start = since(began);
    await connection.sendNotification(InitializedNotification.type, {});
    const textDocument = { uri: `${uri}/${opened}`, languageId: "json", version: 1, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    const first = since(began);
    const before = memory();
    const asked = performance.now();
    const known = await pull(connection, []);
    const all = since(asked);
    const again = await pullAgain(connection, known, textDocument);
    return { start, first, all, again, idle: megabytes(idle.pid ?? 0), before, after: memory() };
  } finally {
    connection.dispose();
    child.kill();
    idle.kill();
  }
}

function connectionTo({ stdout, stdin }: ChildProcessByStdio<Writable, Readable, null>): ProtocolConnection {
  const connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.listen();
  return connection;
}

/** The names of the lists of findings of all files. */
async function pull(connection: ProtocolConnection, known: readonly PreviousResultId[]): Promise<PreviousResultId[]> {
  const { items } = await connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [...known] });
  return items.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
}

/** How long all findings take after a change of a file. */
async function pullAgain(
  connection: ProtocolConnection,
  first: readonly PreviousResultId[],
  { uri, text }: { readonly uri: string; readonly text: string },
): Promise<number> {
  const taken: number[] = [];
  let known = first;
  for (let round = 0; round < rounds; round++) {
    const contentChanges = [{ text: text.replace("item.id", `item.id${round}`) }];
    const changed = { textDocument: { uri, version: round + 2 }, contentChanges };
    await connection.sendNotification(DidChangeTextDocumentNotification.type, changed);
    const from = performance.now();
    known = await pull(connection, known);
    taken.push(performance.now() - from);
  }
  return median(taken);
}

/** What a process holds of the machine's memory. */
function megabytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
