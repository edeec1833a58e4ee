import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { explanationsOf } from "./explanations.ts";
import type { Pages } from "./pages.ts";

/** The address behind the code of a finding: VS Code hands it back to the extension. */
export function explanationsAddress({ extension }: vscode.ExtensionContext): string {
  return `${vscode.env.uriScheme}://${extension.id}/explain`;
}

/** Explains a finding: the one of a code, or the one at the cursor, or one that is picked. */
export async function explain({ extensionUri }: vscode.ExtensionContext, pages: Pages, code?: string): Promise<void> {
  const page = await readFile(vscode.Uri.joinPath(extensionUri, "diagnostics.md").fsPath, "utf8");
  const explanations = explanationsOf(page);
  const known = (code === undefined ? codesAtCursor() : [code]).filter((each) => explanations.has(each));
  const chosen = known.length === 1 ? known[0] : await choose(known.length > 0 ? known : [...explanations.keys()]);
  const text = chosen && explanations.get(chosen);
  if (chosen && text) await pages.show(chosen, text);
}

function choose(codes: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showQuickPick(codes, { title: "Which finding is to be explained?" });
}

function codesAtCursor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === "imlc" && range.contains(editor.selection.active));
  return [...new Set(here.map(({ code }) => String(typeof code === "object" ? code.value : code)))];
}
