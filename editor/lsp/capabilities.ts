import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { evaluateCommand, replayCommand, runCommand, textsCommand } from "./commands.ts";
import { tokenTypes } from "./semantic.ts";

/** The kind of the action that makes all fixes of a file that leave no doubt. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.imlc`;

/** What the server can do. */
export const capabilities: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  diagnosticProvider: { identifier: "imlc", interFileDependencies: true, workspaceDiagnostics: true },
  completionProvider: { triggerCharacters: ['"', "{", ".", ";", "(", "'", "`"] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ["(", ";", ","] },
  codeActionProvider: {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.RefactorRewrite,
      CodeActionKind.RefactorExtract,
      fixAllKind,
    ],
  },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true },
  inlayHintProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "}" },
  codeLensProvider: {},
  executeCommandProvider: { commands: [runCommand, replayCommand, evaluateCommand, textsCommand] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
