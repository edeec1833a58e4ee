import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { explanationsAddress } from "./explain.ts";
import type { Pages } from "./pages.ts";
import { runPage } from "./run-page.ts";

/** The files that imlc knows; those of other JSON it leaves to others. */
const files = ["**/*.{iml.json,iml.jsonc,imljson}", "**/imlc.{json,jsonc}", "**/makecomapp.json"];

/** The client of the language server, which comes with the extension. */
export function createClient(context: vscode.ExtensionContext, pages: Pages): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "server.cjs").fsPath;
  const server = { module, transport: TransportKind.stdio };
  return new LanguageClient(
    "imlc",
    "imlc",
    { run: server, debug: server },
    {
      // VS Code has a setting of its own for hints.
      initializationOptions: { docs: explanationsAddress(context), inlayHints: true, showsRuns: true },
      documentSelector: files.map((pattern) => ({ scheme: "file", pattern })),
      middleware: {
        executeCommand: async (command, args, next) => {
          if (!vscode.workspace.isTrusted) {
            void vscode.window.showWarningMessage("imlc runs nothing of a folder that you have not trusted.");
            return undefined;
          }
          const answer = await next(command, args);
          if (command === "imlc.runWithSample") await pages.show("run", runPage(String(args[1]), answer));
          return answer;
        },
      },
    },
  );
}
