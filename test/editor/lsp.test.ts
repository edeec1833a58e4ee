import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  FileChangeType,
  type FileEvent,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from "vscode-languageserver-protocol";
import { type Editor, startEditor } from "./client.ts";

const folder = new URL("./shop", import.meta.url).href;
const example = new URL("../../examples/chat", import.meta.url).href;
const webhook = `${folder}/webhook.iml.json`;
const attach = `${folder}/attach.iml.json`;
const detach = `${folder}/detach.iml.json`;
const textDocument = { uri: webhook };
const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

function textOf(uri: string): string {
  return readFileSync(new URL(uri), "utf8");
}

/** The position behind a text of a file. */
function behind(uri: string, before: string) {
  const lines = textOf(uri)
    .slice(0, textOf(uri).indexOf(before) + before.length)
    .split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

describe("a client of the server", () => {
  let editor: Editor;
  const request: Editor["connection"]["sendRequest"] = (...args: readonly unknown[]) =>
    Reflect.apply(editor.connection.sendRequest, editor.connection, args);

  beforeAll(async () => {
    editor = await startEditor([folder, example], { options: { inlayHints: true, docs: "https://docs.test/codes" } });
    await editor.open(webhook, textOf(webhook));
    await editor.open(attach, textOf(attach));
    await editor.open(detach, textOf(detach));
  });
  afterAll(async () => {
    expect(await editor.end()).toBe(0);
  });

  test("is told what the server can do", () => {
    expect(editor.initialized.capabilities).toMatchObject({ hoverProvider: true, codeLensProvider: {} });
    expect(editor.initialized.serverInfo?.name).toBe("imlc");
  });

  test("pulls findings with links, and gets them pushed after a change, also of another file", async () => {
    const pulled = await request(DocumentDiagnosticRequest.type, { textDocument: { uri: attach } });
    expect(pulled).toMatchObject({
      items: [
        {
          code: "unsanitized-secret",
          source: "imlc",
          codeDescription: { href: "https://docs.test/codes#unsanitized-secret" },
        },
      ],
    });
    const line = textOf(attach)
      .split("\n")
      .findIndex((each) => each.includes("hookId"));
    const at = textOf(attach).split("\n")[line]?.indexOf("hookId") ?? 0;
    const pushed = editor.pushed(detach, (found) => found.length > 1);
    await editor.change(attach, 2, line, at, at + "hookId".length, "hook");
    expect((await pushed).map(({ code }) => code)).toContain("unknown-field");
    await editor.change(attach, 3, line, at, at + "hook".length, "hookId");
  });

  test("is told findings that others stand behind", async () => {
    const uri = `${example}/webhook.iml.json`;
    const pushed = editor.pushed(uri, (found) => found.length > 0);
    await editor.open(uri, '{"uid": "{{item.userId}}", "uid": "{{item.id}}"}');
    const [found] = await pushed;
    expect(found?.relatedInformation?.[0]?.location).toEqual({ uri, range: expect.anything() });
    const cleared = editor.pushed(uri, (found) => found.length === 0);
    await editor.close(uri);
    expect(await cleared).toEqual([]);
  });

  test("completes with snippets", async () => {
    const found = await request(CompletionRequest.type, { textDocument, position: behind(webhook, "{{greet(") });
    const items = Array.isArray(found) ? found : [];
    expect(items.find(({ label }) => label === "upper")).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: expect.stringMatching(/^upper\(\$\{1:text\}\)$/) },
    });
  });

  test("hovers, and is helped with a signature", async () => {
    const hover = await request(HoverRequest.type, { textDocument, position: behind(webhook, "{{item.sh") });
    expect(hover).toMatchObject({ contents: { kind: "markdown", value: expect.stringContaining("shop: number") } });
    const help = await request(SignatureHelpRequest.type, {
      textDocument,
      position: behind(webhook, "formatNumber(item.total; "),
    });
    expect(help).toMatchObject({ activeParameter: 1 });
  });

  test("goes to definitions and references, and renames", async () => {
    const position = behind(webhook, "{{data.hoo");
    const [place] = [await request(DefinitionRequest.type, { textDocument, position })].flat();
    expect(place).toMatchObject({ uri: attach });
    const places = await request(ReferencesRequest.type, {
      textDocument,
      position,
      context: { includeDeclaration: true },
    });
    expect(places).toHaveLength(3);
    expect(await request(PrepareRenameRequest.type, { textDocument, position })).toMatchObject({
      start: { line: position.line },
    });
    const edit = await request(RenameRequest.type, { textDocument, position, newName: "id2" });
    expect(edit?.documentChanges).toHaveLength(3);
    const welcome = await request(RenameRequest.type, {
      textDocument,
      position: behind(webhook, "{{gre"),
      newName: "welcome",
    });
    expect(welcome?.documentChanges?.at(-1)).toEqual({
      kind: "rename",
      oldUri: `${folder}/functions/greet`,
      newUri: `${folder}/functions/welcome`,
    });
    const refused = request(RenameRequest.type, { textDocument, position: behind(webhook, "{{gre"), newName: "upper" });
    await expect(refused).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: expect.stringContaining("built-in"),
    });
  });

  test("is offered fixes, of kinds that it wants", async () => {
    const position = behind(attach, "{{connection.acc");
    const range = { start: position, end: position };
    const all = await request(CodeActionRequest.type, {
      textDocument: { uri: attach },
      range,
      context: { diagnostics: [] },
    });
    expect(all?.map(({ title }) => title)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Silence/), "Wrap in `ifempty(…)`"]),
    );
    const context = { diagnostics: [], only: ["source.fixAll"] };
    const fixes = await request(CodeActionRequest.type, { textDocument: { uri: attach }, range, context });
    expect(fixes?.every((each) => "kind" in each && each.kind === "source.fixAll.imlc")).toBe(true);
  });

  test("sees the outline, folds, tokens and hints", async () => {
    const symbols = await request(DocumentSymbolRequest.type, { textDocument });
    expect(symbols?.map(({ name }) => name)).toContain("verification");
    expect(await request(FoldingRangeRequest.type, { textDocument })).toContainEqual({
      kind: "comment",
      startLine: 1,
      endLine: 2,
    });
    const tokens = await request(SemanticTokensRequest.type, { textDocument });
    expect((tokens?.data.length ?? 0) % 5).toBe(0);
    const hints = await request(InlayHintRequest.type, { textDocument, range: whole });
    expect(hints?.map(({ label }) => label)).toContain(": number");
  });

  test("formats a document, a part of it, and what was just closed", async () => {
    const uri = `${folder}/other.iml.json`;
    await editor.open(uri, '{"uid": "{{ item.id }}",\n "output": "{{ item }}"}');
    const options = { tabSize: 2, insertSpaces: true };
    const position = { line: 1, character: 22 };
    expect(await request(DocumentFormattingRequest.type, { textDocument: { uri }, options })).toHaveLength(2);
    const range = { start: position, end: position };
    expect(await request(DocumentRangeFormattingRequest.type, { textDocument: { uri }, range, options })).toHaveLength(
      1,
    );
    const typed = { textDocument: { uri }, position, ch: "}", options };
    expect(await request(DocumentOnTypeFormattingRequest.type, typed)).toHaveLength(1);
  });

  test("runs a webhook with a sample, without seeing a secret", async () => {
    const [lens] = (await request(CodeLensRequest.type, { textDocument })) ?? [];
    expect(lens?.command?.title).toBe("Run with ./samples/paid.json");
    const { command = "", arguments: given = [] } = lens?.command ?? {};
    const trace = await request(ExecuteCommandRequest.type, { command, arguments: given });
    expect(trace).toMatchObject({ status: 202, items: [{ uid: "7" }, { uid: "9" }] });
    expect(JSON.stringify(trace)).not.toContain("s3cret");
  });

  test("may cancel what it has asked for", async () => {
    const source = new CancellationTokenSource();
    const params = { textDocument, position: behind(webhook, "{{greet(") };
    // The server reads all of it together, however slowly it is written.
    editor.server.kill("SIGSTOP");
    const asked = Array.from({ length: 20 }, () =>
      editor.connection.sendRequest(CompletionRequest.type, params, source.token),
    );
    source.cancel();
    await editor.change(webhook, 2, 0, 0, 0, "");
    editor.server.kill("SIGCONT");
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set([LSPErrorCodes.RequestCancelled]));
  });

  test("leaves other people's files to their servers", async () => {
    const uri = `${folder}/package.json`;
    await editor.open(uri, "{");
    expect(await request(DocumentDiagnosticRequest.type, { textDocument: { uri } })).toEqual({
      kind: "full",
      items: [],
    });
    expect(
      await request(CompletionRequest.type, { textDocument: { uri }, position: { line: 0, character: 1 } }),
    ).toEqual([]);
  });

  test("may write nonsense", async () => {
    const uri = `${folder}/broken/webhook.iml.json`;
    for (const text of ["", "{", '{"uid": "{{', "[[[[", '{"a": {{b}}, "c"', "\u0000\ud800{{{{"]) {
      await editor.open(uri, text);
      const position = { line: 0, character: text.length };
      const document = { textDocument: { uri } };
      await request(DocumentDiagnosticRequest.type, document);
      await request(CompletionRequest.type, { ...document, position });
      await request(HoverRequest.type, { ...document, position });
      await request(SignatureHelpRequest.type, { ...document, position });
      await request(DefinitionRequest.type, { ...document, position });
      await request(SemanticTokensRequest.type, document);
      await request(FoldingRangeRequest.type, document);
      await request(DocumentSymbolRequest.type, document);
      await request(CodeActionRequest.type, { ...document, range: whole, context: { diagnostics: [] } });
      await editor.close(uri);
    }
  });

  test("may change the folders of its workspace", async () => {
    const event = { added: [], removed: [{ uri: example, name: "chat" }] };
    await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
    expect(await request(DocumentDiagnosticRequest.type, { textDocument: { uri: attach } })).toMatchObject({
      items: [{ code: "unsanitized-secret" }],
    });
  });
});

test("a client that says nothing of itself gets plain text and no hints", async () => {
  const editor = await startEditor([], { capabilities: {} });
  await editor.open(webhook, textOf(webhook));
  const found = await editor.connection.sendRequest(CompletionRequest.type, {
    textDocument,
    position: behind(webhook, "{{greet("),
  });
  const items = Array.isArray(found) ? found : [];
  expect(items.find(({ label }) => label === "upper")).toMatchObject({
    insertTextFormat: 1,
    textEdit: { newText: "upper(text)" },
  });
  expect(await editor.connection.sendRequest(InlayHintRequest.type, { textDocument, range: whole })).toEqual([]);
  expect(await editor.end()).toBe(0);
});

test("what others write to the disk is read again when the client tells of it", async () => {
  const copy = mkdtempSync(join(tmpdir(), "imlc-lsp-"));
  try {
    cpSync(new URL(folder), copy, { recursive: true });
    const root = pathToFileURL(copy).href;
    const editor = await startEditor([root]);
    const uri = `${root}/detach.iml.json`;
    const first = editor.pushed(uri);
    await editor.open(uri, textOf(detach));
    expect((await first).map(({ code }) => code)).toEqual(["unsanitized-secret"]);
    const pushed = editor.pushed(uri, (found) => found.length > 1);
    writeFileSync(join(copy, "attach.iml.json"), textOf(attach).replace("hookId", "hook"));
    const changed: FileEvent = { uri: `${root}/attach.iml.json`, type: FileChangeType.Changed };
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [changed] });
    expect((await pushed).map(({ code }) => code)).toContain("unknown-field");
    expect(await editor.end()).toBe(0);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
