import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DefinitionRequest,
  DocumentDiagnosticRequest,
  RenameRequest,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol";
import { folder } from "../cli/run.ts";
import { type Editor, startEditor } from "./client.ts";

const MARK = "\ufeff";
const attach = '{"url": "https://a.example", "response": {"data": {"hook": "{{body.id}}"}}}';
const detach = '{"url": "https://a.example/{{webhook.hook}}"}';
const root = pathToFileURL(
  join(
    folder({
      "app/webhook.iml.json": '{"uid": "{{item.id}}"}',
      "app/attach.iml.json": `${MARK}${attach}`,
      "app/detach.iml.json": `${MARK}${detach}`,
    }),
    "app",
  ),
).href;
const textDocument = { uri: `${root}/detach.iml.json` };
const other = `${root}/attach.iml.json`;

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor([root]);
});
afterAll(async () => {
  await editor.end();
});

/** Where a text stands in the one line of a file. */
function rangeOf(line: string, part: string) {
  const character = line.indexOf(part);
  return { start: { line: 0, character }, end: { line: 0, character: character + part.length } };
}

test("a byte order mark is no character, in a file that is open or not, for that is how editors have it", async () => {
  await editor.open(textDocument.uri, detach);
  const { start } = rangeOf(detach, "hook}}");
  const read = { start, end: { line: 0, character: start.character + "hook".length } };
  const at = { textDocument, position: start };
  expect(await editor.connection.sendRequest(DefinitionRequest.type, at)).toEqual([
    { uri: other, range: rangeOf(attach, "hook") },
  ]);
  const renamed = await editor.connection.sendRequest(RenameRequest.type, { ...at, newName: "id" });
  expect(renamed?.documentChanges).toMatchObject([
    { textDocument, edits: [{ range: read, newText: "id" }] },
    { textDocument: { uri: other }, edits: [{ range: rangeOf(attach, "hook"), newText: "id" }] },
  ]);
});

describe("what a server meets on a disk that is not made for it", () => {
  const hook = '{"uid": "{{uper(item.id)}}"}';
  const place = folder({ "shop/webhook.iml.json": hook });
  const open = pathToFileURL(place).href;
  const known = [`${open}/shop/webhook.iml.json`];
  symlinkSync("attach.iml.json", join(place, "shop/attach.iml.json"));
  mkdirSync(join(place, "data"), { mode: 0 });

  test("a file that leads to itself and a folder of somebody else hide nothing of the rest", async () => {
    const one = await startEditor([open], { capabilities: { textDocument: { diagnostic: {} } } });
    const { items } = await one.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    expect(items.map(({ uri }) => uri)).toEqual(known);
    await one.end();
  });

  test("they do not end the server of a client that is told", async () => {
    const one = await startEditor([open], { capabilities: {} });
    expect((await one.pushed(known[0] ?? "")).map(({ code }) => code)).toEqual(["unknown-function"]);
    expect(await one.end()).toBe(0);
  });

  test("a name that is not of UTF-8 is that of no file, and troubles no other", async () => {
    const one = await startEditor([open], { capabilities: { textDocument: { diagnostic: {} } } });
    for (const uri of [`${open}/caf%E9.iml.json`, `${open}/100%.iml.json`]) {
      await one.open(uri, hook);
      const report = await one.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      expect(report).toEqual({ kind: "full", items: [] });
    }
    const { items } = await one.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    expect(items.map(({ uri }) => uri)).toEqual(known);
    await one.end();
  });
});
