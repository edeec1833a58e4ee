import { CodeActionKind, CreateFile, LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import type { Action, FileEdits } from "../answers.ts";
import { fixAllKind } from "./capabilities.ts";
import { diagnosticOf, editsOf, rangeOf } from "./convert.ts";
import type { Documents } from "./documents.ts";
import { clientUri, type Root } from "./roots.ts";
import type { Serving } from "./serving.ts";

/** Answers what would change documents. */
export function answerChanges(serving: Serving): void {
  answerActions(serving);
  answerRenaming(serving);
  answerFormatting(serving);
}

function answerActions({ connection, documents, client, about }: Serving): void {
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) => {
      const isWanted = (kind: string): boolean =>
        context.only === undefined || context.only.some((each) => kind === each || kind.startsWith(`${each}.`));
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const all = isWanted(fixAllKind) ? root.service.fixAll(uri) : undefined;
      const fixAll =
        all && all.edits.length > 0
          ? [{ title: "Make all fixes that leave no doubt", kind: fixAllKind, edit: editOf(root, [all], documents) }]
          : [];
      const canBeMade = ({ edits }: Action): boolean => client().creates || !edits.some(({ isNew }) => isNew);
      const offered = root.service.fixes(uri, span).filter(canBeMade);
      const actions = offered.map((action) => ({
        title: action.title,
        kind: kindOf(action),
        isPreferred: action.preferred,
        edit: editOf(root, action.edits, documents),
        ...(action.finding ? { diagnostics: [diagnosticOf(action.finding, document, () => undefined)] } : {}),
      }));
      return [...actions.filter(({ kind }) => isWanted(kind)), ...fixAll];
    }),
  );
}

function answerRenaming({ connection, documents, about }: Serving): void {
  connection.onPrepareRename(({ textDocument, position }, token) =>
    about(textDocument.uri, null, token, ({ root, uri, document }) => {
      const span = root.service.named(uri, document.offsetAt(position));
      return span ? rangeOf(document, span) : null;
    }),
  );
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    about(textDocument.uri, null, token, ({ root, uri, document }) => {
      const renaming = root.service.rename(uri, document.offsetAt(position), newName);
      if ("problem" in renaming) throw new ResponseError(LSPErrorCodes.RequestFailed, renaming.problem);
      const { documentChanges = [] } = editOf(root, renaming.edits, documents);
      const moves = renaming.moves.map(({ from, to }) => ({
        kind: "rename" as const,
        oldUri: clientUri(root, from),
        newUri: clientUri(root, to),
      }));
      return { documentChanges: [...documentChanges, ...moves] };
    }),
  );
}

function answerFormatting({ connection, about }: Serving): void {
  connection.onDocumentFormatting(({ textDocument }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) => editsOf(document, root.service.format(uri).edits)),
  );
  connection.onDocumentRangeFormatting(({ textDocument, range }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) => {
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return editsOf(document, root.service.format(uri, span).edits);
    }),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument, position }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) => {
      const offset = document.offsetAt(position);
      return editsOf(document, root.service.format(uri, { start: offset, end: offset }).edits);
    }),
  );
}

function kindOf({ kind }: Action): CodeActionKind {
  switch (kind) {
    case "quickfix":
      return CodeActionKind.QuickFix;
    case "rewrite":
      return CodeActionKind.RefactorRewrite;
    case "extract":
      return CodeActionKind.RefactorExtract;
  }
}

function editOf(root: Root, all: readonly FileEdits[], documents: Documents): WorkspaceEdit {
  return {
    documentChanges: all.flatMap(({ uri, edits, isNew }) => {
      const document = documents.text(root, uri);
      const version = documents.get(document.uri)?.document.version ?? null;
      const change = { textDocument: { uri: document.uri, version }, edits: editsOf(document, edits) };
      return isNew ? [CreateFile.create(document.uri), change] : [change];
    }),
  };
}
