import * as vscode from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";
import { type Playground, playgroundOf } from "../../web/playground/playground.ts";
import type { AppTexts } from "../answers.ts";
import type { PlaygroundServer } from "./playground-server.ts";

/** Opens the playground in a browser; the app of the file that is being edited is in it, with what is not saved yet. */
export async function openPlayground(server: PlaygroundServer, client: LanguageClient): Promise<void> {
  const file = vscode.window.activeTextEditor?.document.uri;
  const playground = file?.scheme === "file" ? await playgroundAround(file, client) : undefined;
  await vscode.env.openExternal(vscode.Uri.parse(server.addressOf(playground)));
}

async function playgroundAround(file: vscode.Uri, client: LanguageClient): Promise<Playground | undefined> {
  const command = { command: "imlc.textsOfApp", arguments: [file.toString()] };
  const texts: AppTexts | null = await client.sendRequest(ExecuteCommandRequest.type, command);
  if (!texts) return undefined;
  const folder = vscode.Uri.parse(texts.folder);
  const files = Object.entries(texts.files)
    // The page runs what it is given.
    .filter(([path]) => vscode.workspace.isTrusted || !path.endsWith(".js"))
    .map(([path, stored]) => [path, unsaved(vscode.Uri.joinPath(folder, path)) ?? stored]);
  const app = texts.id.replace(/[^\w-]/g, "-");
  return playgroundOf({ title: app, app, files: Object.fromEntries(files), owners: [], answers: {}, requests: [] });
}

function unsaved(uri: vscode.Uri): string | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.getText();
}
