import * as vscode from "vscode";
import { playgroundOf } from "../../web/playground/playground.ts";
import { toFragment } from "../../web/playground/share.ts";
import type { PlaygroundServer } from "./playground-server.ts";

/** Opens the playground in a browser; the app of the file that is being edited is in it, with what is not saved yet. */
export async function openPlayground(server: PlaygroundServer): Promise<void> {
  const file = vscode.window.activeTextEditor?.document.uri;
  const fragment = file?.scheme === "file" && file.path.endsWith(".json") ? await appFragment(file) : "";
  await vscode.env.openExternal(vscode.Uri.parse(server.addressOf(fragment)));
}

async function appFragment(file: vscode.Uri): Promise<string> {
  const { folder, pattern } = await appOf(vscode.Uri.joinPath(file, ".."));
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, pattern),
    "**/node_modules/**",
    200,
  );
  const files = await Promise.all(
    found.map(async (uri) => [uri.path.slice(folder.path.length + 1), await textOf(uri)] as const),
  );
  const app =
    folder.path
      .split("/")
      .at(-1)
      ?.replace(/[^\w-]/g, "-") || "app";
  const preset = { title: app, app, files: Object.fromEntries(files), owners: [], answers: {}, requests: [] };
  return toFragment(playgroundOf(preset));
}

/** The nearest folder with a list of components and all that is below it; or the folder itself and what lies in it. */
async function appOf(folder: vscode.Uri): Promise<{ readonly folder: vscode.Uri; readonly pattern: string }> {
  const root = vscode.workspace.getWorkspaceFolder(folder)?.uri.path ?? folder.path;
  for (let at = folder; at.path.startsWith(root); at = vscode.Uri.joinPath(at, "..")) {
    if (await exists(vscode.Uri.joinPath(at, "makecomapp.json"))) return { folder: at, pattern: "**/*.json" };
    if (at.path === "/" || at.path === root) break;
  }
  return { folder, pattern: "*.json" };
}

function exists(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
