import type { CodeLens, DocumentDiagnosticReport } from "vscode-languageserver";
import { rangeOf, symbolOf } from "./convert.ts";
import { diagnosticsOf } from "./publish.ts";
import { recordedLenses } from "./recorded.ts";
import { tokenData } from "./semantic.ts";
import type { Serving } from "./serving.ts";

/** Answers what is asked about a document as a whole. */
export function answerWhole(serving: Serving): void {
  answerStructure(serving);
  answerFindings(serving);
  answerLenses(serving);
}

function answerStructure({ connection, about }: Serving): void {
  connection.onDocumentSymbol(({ textDocument }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) =>
      root.service.symbols(uri).map((symbol) => symbolOf(symbol, document)),
    ),
  );
  connection.onFoldingRanges(({ textDocument }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) =>
      root.service.folds(uri).map(({ kind, span }) => {
        const { start, end } = rangeOf(document, span);
        return {
          kind,
          startLine: start.line,
          endLine: kind === "comment" ? end.line : Math.max(start.line, end.line - 1),
        };
      }),
    ),
  );
  connection.languages.semanticTokens.on(({ textDocument }, token) =>
    about(textDocument.uri, { data: [] }, token, ({ root, uri, document }) => ({
      data: tokenData(root.service.tokens(uri), document),
    })),
  );
}

function answerFindings({ connection, documents, client, resultId, about }: Serving): void {
  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
    about<DocumentDiagnosticReport>(textDocument.uri, { kind: "full", items: [] }, token, ({ root, uri }) => {
      const findings = root.service.diagnose(uri);
      const id = resultId(findings);
      return previousResultId === id
        ? { kind: "unchanged", resultId: id }
        : { kind: "full", resultId: id, items: diagnosticsOf({ root, uri, findings }, documents) };
    }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    about(textDocument.uri, [], token, ({ root, uri, document }) => {
      if (!client().hints) return [];
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return root.service
        .hints(uri)
        .filter(({ offset }) => start <= offset && offset <= end)
        .map(({ offset, label }) => ({ position: document.positionAt(offset), label, kind: 1 }));
    }),
  );
}

function answerLenses({ connection, recorded, about }: Serving): void {
  connection.onCodeLens(({ textDocument }, token) =>
    about<CodeLens[]>(textDocument.uri, [], token, async (open) => {
      const { root, uri, document } = open;
      const runs = root.service.lenses(uri).map(({ span, title, command, arguments: [, sample] }) => ({
        range: rangeOf(document, span),
        command: { title, command, arguments: [document.uri, sample] },
      }));
      return [...runs, ...(await recordedLenses(open, recorded()))];
    }),
  );
}
