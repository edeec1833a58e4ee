import * as vscode from "vscode";
import { ExecuteCommandRequest, LanguageClient, TransportKind } from "vscode-languageclient/node";
import { explanationsAddress } from "./explain.ts";
import type { Pages } from "./pages.ts";
import { planPage } from "./plan-page.ts";
import { runPage } from "./run-page.ts";

/** The files that imlc knows; those of other JSON it leaves to others. */
const files = ["**/*.{iml.json,iml.jsonc,imljson}", "**/imlc.{json,jsonc}", "**/makecomapp.json"];

/** The client of the language server, which comes with the extension. */
export function createClient(context: vscode.ExtensionContext, pages: Pages): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "server.cjs").fsPath;
  const server = { module, transport: TransportKind.stdio };
  const client: LanguageClient = new LanguageClient(
    "imlc",
    "imlc",
    { run: server, debug: server },
    {
      // VS Code has a setting of its own for hints.
      initializationOptions: () => ({
        docs: explanationsAddress(context),
        inlayHints: true,
        showsRuns: true,
        ...serverSettings(),
      }),
      documentSelector: files.map((pattern) => ({ scheme: "file", pattern })),
      middleware: {
        executeCommand: async (command, args) => {
          if (!vscode.workspace.isTrusted) {
            void vscode.window.showWarningMessage("imlc runs nothing of a folder that you have not trusted.");
            return undefined;
          }
          // VS Code shows why a command fails; the client would show it once more, with a code.
          const answer = await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
          if (command === "imlc.runWithSample") await pages.show("run", runPage(String(args[1]), answer));
          if (command === "imlc.replayRecorded") await pages.show("replay", planPage(answer));
          return answer;
        },
      },
    },
  );
  return client;
}

/** Where a running server is, as the user says it: a folder that is opened cannot, for the server is sent a token. */
function serverSettings(): { readonly url?: string; readonly store?: string } {
  const settings = vscode.workspace.getConfiguration("imlc.server");
  return { url: settings.get("url"), store: settings.get("store") };
}
