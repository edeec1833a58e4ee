import { MarkupKind } from "vscode-languageserver";
import { completionOf, rangeOf } from "./convert.ts";
import type { Serving } from "./serving.ts";

/** Answers what is asked about the place of the cursor. */
export function answerAtCursor(serving: Serving): void {
  answerWriting(serving);
  answerLookingUp(serving);
}

function answerWriting({ connection, client, about }: Serving): void {
  connection.onCompletion(({ textDocument, position }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) =>
      root.service
        .complete(uri, document.offsetAt(position))
        .map((each, index) => completionOf(each, index, document, client().snippets)),
    ),
  );
  connection.onSignatureHelp(({ textDocument, position }, token) =>
    about(textDocument.uri, null, token, ({ root, uri, document }) => {
      const found = root.service.signature(uri, document.offsetAt(position));
      if (!found) return null;
      const { label, doc, parameters, active } = found;
      const shown = parameters.map((each) => ({
        label: [each.label.start, each.label.end] as [number, number],
        documentation: each.doc,
      }));
      const documentation = { kind: MarkupKind.Markdown, value: doc };
      return {
        signatures: [{ label, documentation, parameters: shown, activeParameter: active }],
        activeSignature: 0,
        activeParameter: active,
      };
    }),
  );
}

function answerLookingUp({ connection, documents, about }: Serving): void {
  connection.onHover(({ textDocument, position }, token) =>
    about(textDocument.uri, null, token, ({ root, uri, document }) => {
      const hover = root.service.hover(uri, document.offsetAt(position));
      if (!hover) return null;
      return { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: rangeOf(document, hover.span) };
    }),
  );
  connection.onDefinition(({ textDocument, position }, token) =>
    about(textDocument.uri, null, token, ({ root, uri, document }) =>
      root.service
        .definition(uri, document.offsetAt(position))
        .map((place) => documents.location(root, place.uri, place.span)),
    ),
  );
  connection.onReferences(({ textDocument, position }, token) =>
    about(textDocument.uri, null, token, ({ root, uri, document }) =>
      root.service
        .references(uri, document.offsetAt(position))
        .map((place) => documents.location(root, place.uri, place.span)),
    ),
  );
}
