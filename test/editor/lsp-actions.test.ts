import { expect, test } from "vitest";
import { type ClientCapabilities, CodeActionRequest } from "vscode-languageserver-protocol";
import { abilities, startEditor } from "./client.ts";
import { textOf } from "./shop.ts";

const folder = new URL("./shop", import.meta.url).href;
const uri = `${folder}/webhook.iml.json`;

/** What a client with some abilities is offered as a refactoring where a function is called. */
async function extractions(workspaceEdit: NonNullable<ClientCapabilities["workspace"]>["workspaceEdit"]) {
  const capabilities = { ...abilities, workspace: { ...abilities.workspace, workspaceEdit: workspaceEdit ?? {} } };
  const editor = await startEditor([folder], { capabilities });
  await editor.open(uri, textOf("webhook.iml.json"));
  const lines = textOf("webhook.iml.json").split("\n");
  const line = lines.findIndex((each) => each.includes("formatNumber"));
  const position = { line, character: lines[line]?.indexOf("formatNumber") ?? 0 };
  const found = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ["refactor.extract"] },
  });
  await editor.end();
  return { found, line };
}

test("a function is extracted by one edit, which makes its file before it writes into it", async () => {
  const { found, line } = await extractions({ documentChanges: true, resourceOperations: ["create", "rename"] });
  expect(found).toMatchObject([
    {
      title: "Extract to the function `totalOf`",
      kind: "refactor.extract",
      edit: {
        documentChanges: [
          {
            textDocument: { uri, version: 1 },
            edits: [{ range: { start: { line } }, newText: "totalOf(item.total)" }],
          },
          { kind: "create", uri: `${folder}/functions/totalOf/code.js` },
          {
            textDocument: { uri: `${folder}/functions/totalOf/code.js`, version: null },
            edits: [{ newText: "function totalOf(total) {\n  return iml.formatNumber(total, 2);\n}\n" }],
          },
        ],
      },
    },
  ]);
});

test("a client that makes no files is not offered one", async () => {
  const { found } = await extractions({ documentChanges: true });
  expect(found).toEqual([]);
});
