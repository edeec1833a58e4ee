import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  LSPErrorCodes,
  ProgressType,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver-protocol";
import { abilities, type Editor, startEditor } from "./client.ts";

const bin = fileURLToPath(new URL("../../cli/bin.ts", import.meta.url));
const shop = fileURLToPath(new URL("./shop", import.meta.url));
const broken = '{"uid": "{{item.}}"}';
/** What an editor can do that asks for findings, and watches files. */
const pulling = {
  textDocument: { diagnostic: {} },
  workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
};
/** So many apps take longer to look through than a slice. */
const many = 120;

let work: string;
let folders: readonly string[];
let editor: Editor;
const uriOf = (path: string): string => pathToFileURL(join(work, path)).href;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "imlc-workspace-"));
  cpSync(shop, join(work, "first/shop"), { recursive: true });
  write("first/chat/webhook.iml.json", broken);
  write("second/shop/webhook.iml.json", broken);
  write("second/loud/webhook.iml.json", '{"uid": "{{loud(item.id)}}"}');
  write("second/loud/functions/loud/code.js", "function loud(");
  write("second/loud/script.js", "function (");
  folders = [uriOf("first"), uriOf("second")];
});
afterEach(async () => {
  await editor.end();
  rmSync(work, { recursive: true });
});

describe("an editor that asks for the findings of its workspace", () => {
  beforeEach(async () => {
    editor = await startEditor(folders, { capabilities: pulling });
  });

  test("is told of all files what the command line tells of each folder", async () => {
    const items = await pull([]);
    expect(items.flatMap(linesOf).sort()).toEqual(["first", "second"].flatMap(checked).sort());
    expect(items.map(({ uri }) => uri)).toContain(uriOf("second/loud/functions/loud/code.js"));
    expect(items.map(({ uri }) => uri)).not.toContain(uriOf("second/loud/script.js"));
  });

  test("is told again only what has changed, also by others, and that files and folders are gone", async () => {
    const first = await pull([]);
    const second = await pull(first);
    expect(second).toHaveLength(first.length);
    expect(second.every(({ kind }) => kind === "unchanged")).toBe(true);
    write("second/shop/webhook.iml.json", '{"uid": "{{item.id}}"}');
    await tell("second/shop/webhook.iml.json", FileChangeType.Changed);
    expect((await pull(second)).filter(({ kind }) => kind === "full")).toEqual([
      {
        kind: "full",
        uri: uriOf("second/shop/webhook.iml.json"),
        version: null,
        resultId: expect.any(String),
        items: [],
      },
    ]);
    renameSync(join(work, "first/chat"), join(work, "first/talk"));
    await tell("first/chat", FileChangeType.Deleted);
    await tell("first/talk", FileChangeType.Created);
    const third = await pull(second);
    expect(lengths(third)).toMatchObject({
      [uriOf("first/chat/webhook.iml.json")]: 0,
      [uriOf("first/talk/webhook.iml.json")]: 1,
    });
    const event = { added: [], removed: [{ uri: uriOf("second"), name: "second" }] };
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
    const fourth = await pull(third);
    expect(lengths(fourth)).toMatchObject({ [uriOf("second/loud/functions/loud/code.js")]: 0 });
  });

  test("sees what it has open, and what is stored once that is closed", async () => {
    const uri = uriOf("first/chat/webhook.iml.json");
    await editor.open(uri, '{"uid": "{{item.id}}"}');
    const opened = await pull([]);
    expect(opened).toContainEqual(expect.objectContaining({ uri, version: 1, items: [] }));
    const asked = await editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      previousResultId: opened.find((each) => each.uri === uri)?.resultId,
    });
    expect(asked.kind).toBe("unchanged");
    await editor.close(uri);
    expect(lengths(await pull(opened))).toMatchObject({ [uri]: 1 });
  });

  test("is told of JavaScript only if it is a function of an app", async () => {
    const code = uriOf("second/loud/functions/loud/code.js");
    const script = uriOf("second/loud/script.js");
    await editor.open(code, "function lout() {}");
    await editor.open(script, "function (");
    expect(await findings(code)).toEqual(["function-not-defined"]);
    expect(await findings(script)).toEqual([]);
  });

  test("may have it bit by bit, and is told how far it has come", async () => {
    for (let index = 0; index < many; index++) write(`first/many/app${index}/webhook.iml.json`, broken);
    const parts: WorkspaceDocumentDiagnosticReport[] = [];
    const progress: unknown[] = [];
    const items = new ProgressType<{ readonly items: readonly WorkspaceDocumentDiagnosticReport[] }>();
    editor.connection.onProgress(items, "items", (part) => void parts.push(...part.items));
    editor.connection.onProgress(new ProgressType(), "done", (part) => void progress.push(part));
    const tokens = { partialResultToken: "items", workDoneToken: "done" };
    const answer = await editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
      ...tokens,
    });
    expect(answer.items).toEqual([]);
    const last = new Map(parts.map((part) => [part.uri, part]));
    expect([...last.values()].flatMap(linesOf).sort()).toEqual(["first", "second"].flatMap(checked).sort());
    expect(progress[0]).toMatchObject({ kind: "begin" });
    expect(progress.at(-1)).toMatchObject({ kind: "end" });
  });

  test("may think better of it", async () => {
    const source = new CancellationTokenSource();
    // The server reads both together, however slowly they are written.
    editor.server.kill("SIGSTOP");
    const asked = editor.connection.sendRequest(
      WorkspaceDiagnosticRequest.type,
      { previousResultIds: [] },
      source.token,
    );
    source.cancel();
    await tell("first/chat", FileChangeType.Changed);
    editor.server.kill("SIGCONT");
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect((await pull([])).length).toBeGreaterThan(0);
  });
});

/** As long as it may take on a busy machine. */
const patient = { timeout: 60_000 };

test("an editor that is told by itself knows files that are not open, and what is stored once one is closed", async () => {
  const told = new Map<string, number>();
  editor = await startEditor(folders, { capabilities: abilities, pushed: (uri, found) => told.set(uri, found.length) });
  const chat = uriOf("first/chat/webhook.iml.json");
  await expect.poll(() => told.get(chat), patient).toBe(1);
  await expect.poll(() => told.get(uriOf("second/loud/functions/loud/code.js")), patient).toBe(1);
  await editor.open(chat, '{"uid": "{{item.id}}"}');
  await expect.poll(() => told.get(chat), patient).toBe(0);
  await editor.close(chat);
  await expect.poll(() => told.get(chat), patient).toBe(1);
  rmSync(join(work, "first/chat"), { recursive: true });
  await tell("first/chat", FileChangeType.Deleted);
  await expect.poll(() => told.get(chat), patient).toBe(0);
  const event = { added: [], removed: [{ uri: uriOf("second"), name: "second" }] };
  await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
  await expect.poll(() => told.get(uriOf("second/loud/functions/loud/code.js")), patient).toBe(0);
});

test("an editor that does not watch files has them read again when it asks", async () => {
  editor = await startEditor(folders, { capabilities: { textDocument: { diagnostic: {} } } });
  const uri = uriOf("first/chat/webhook.iml.json");
  expect(lengths(await pull([]))).toMatchObject({ [uri]: 1 });
  write("first/chat/webhook.iml.json", '{"uid": "{{item.id}}"}');
  expect(Object.keys(lengths(await pull([])))).not.toContain(uri);
});

function write(path: string, text: string): void {
  mkdirSync(join(work, path, ".."), { recursive: true });
  writeFileSync(join(work, path), text);
}

async function pull(
  before: readonly WorkspaceDocumentDiagnosticReport[],
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const previousResultIds = before.map(({ uri, resultId = "" }) => ({ uri, value: resultId }));
  return (await editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds })).items;
}

async function findings(uri: string): Promise<readonly unknown[]> {
  const found = await editor.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  return found.kind === "full" ? found.items.map(({ code }) => code) : [];
}

async function tell(path: string, type: FileChangeType): Promise<void> {
  const changes = [{ uri: uriOf(path), type }];
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
}

function lengths(items: readonly WorkspaceDocumentDiagnosticReport[]): Readonly<Record<string, number>> {
  return Object.fromEntries(items.flatMap((each) => (each.kind === "full" ? [[each.uri, each.items.length]] : [])));
}

function linesOf(report: WorkspaceDocumentDiagnosticReport): readonly string[] {
  if (report.kind === "unchanged") return [];
  const path = fileURLToPath(report.uri).slice(work.length + 1);
  return report.items.map(
    ({ range: { start }, code, message }) => `${path}:${start.line + 1}:${start.character + 1} ${code} ${message}`,
  );
}

/** What the command line tells of a folder; it ends with another code than 0 if there are findings. */
function checked(folder: string): readonly string[] {
  const args = [
    "--conditions=imlc-source",
    "--disable-warning=ExperimentalWarning",
    bin,
    "check",
    ".",
    "--format",
    "json",
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: join(work, folder), encoding: "utf8" });
  const { diagnostics }: { diagnostics: readonly Reported[] } = JSON.parse(stdout);
  return diagnostics.map(
    ({ file, code, message, range: { start } }) => `${folder}/${file}:${start.line}:${start.column} ${code} ${message}`,
  );
}

interface Reported {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}
