import * as vscode from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";
import { evaluationPage } from "./evaluation-page.ts";
import type { Pages } from "./pages.ts";
import { stringAt, templateOf } from "./selected.ts";

/** Evaluates what is selected, or else the string that the cursor is in. */
export async function evaluateSelection(client: LanguageClient, pages: Pages): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selected =
    editor && (editor.selection.isEmpty ? stringAtCursor(editor) : editor.document.getText(editor.selection));
  if (!editor || selected === undefined) {
    void vscode.window.showInformationMessage("Select an expression, or put the cursor into a string with a template.");
    return;
  }
  const template = templateOf(selected);
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const evaluated = await client.sendRequest(ExecuteCommandRequest.type, {
    command: "imlc.evaluate",
    arguments: [uri, template],
  });
  await pages.show("evaluation", evaluationPage(template, evaluated));
}

function stringAtCursor({ document, selection }: vscode.TextEditor): string | undefined {
  const { line, character } = selection.active;
  return stringAt(document.lineAt(line).text, character);
}
