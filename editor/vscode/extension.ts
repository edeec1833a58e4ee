import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./client.ts";
import { evaluateSelection } from "./evaluate.ts";
import { explain } from "./explain.ts";
import { createPages } from "./pages.ts";
import { openPlayground } from "./playground.ts";
import { type PlaygroundServer, servePlayground } from "./playground-server.ts";

let client: LanguageClient | undefined;
let playground: Promise<PlaygroundServer> | undefined;

/** VS Code calls it when the first manifest is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const pages = createPages();
  const started = createClient(context, pages);
  client = started;
  const command = (name: string, run: () => Promise<void>) => vscode.commands.registerCommand(`imlc.${name}`, run);
  context.subscriptions.push(
    pages,
    vscode.window.registerUriHandler({ handleUri: ({ fragment }) => explain(context, pages, fragment) }),
    command("evaluateSelection", () => evaluateSelection(started, pages)),
    command("explain", () => explain(context, pages)),
    command("restart", () => started.restart()),
    command("openPlayground", async () => {
      playground ??= servePlayground(vscode.Uri.joinPath(context.extensionUri, "playground").fsPath);
      await openPlayground(await playground, started);
    }),
  );
  await started.start();
}

/** VS Code calls it when it closes. */
export async function deactivate(): Promise<void> {
  (await playground)?.close();
  await client?.stop();
}
