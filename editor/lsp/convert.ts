import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  type Range,
  SymbolKind,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit, Severity } from "../../grammar/diagnostic.ts";
import type { Span } from "../../grammar/source.ts";
import type { Completion, CompletionKind, Finding, DocumentSymbol as OutlineEntry } from "../answers.ts";
import { withoutStops } from "../snippet.ts";

// What the service answers, as the Language Server Protocol 3.17 has it.

/** A span of a document as lines and columns. */
export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Edits of a document. */
export function editsOf(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
};

/** A finding; `place` answers where in the client's files what is related to it stands. */
export function diagnosticOf(
  finding: Finding,
  document: TextDocument,
  place: (uri: string, span: Span) => { readonly uri: string; readonly range: Range } | undefined,
): Diagnostic {
  const { code, severity, message, span, related = [], href, unnecessary } = finding;
  return {
    code,
    source: "imlc",
    severity: severities[severity],
    message,
    range: rangeOf(document, span),
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related.flatMap((each) => {
      const location = place(each.uri, each.span);
      return location ? [{ location, message: each.message }] : [];
    }),
  };
}

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  variable: CompletionItemKind.Variable,
  field: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
};

/** A completion at its place in the list. */
export function completionOf(
  { kind, label, detail, doc, snippet, span }: Completion,
  index: number,
  document: TextDocument,
  takesSnippets: boolean,
): CompletionItem {
  const quote = /^["`]/.exec(snippet)?.[0] ?? "";
  return {
    label,
    kind: completionKinds[kind],
    detail,
    documentation: doc === "" ? undefined : { kind: "markdown", value: doc },
    sortText: String(index).padStart(5, "0"),
    filterText: `${quote}${label}${quote}`,
    insertTextFormat: takesSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(document, span), newText: takesSnippets ? snippet : withoutStops(snippet) },
  };
}

const symbolKinds: Readonly<Record<OutlineEntry["kind"], SymbolKind>> = {
  object: SymbolKind.Object,
  list: SymbolKind.Array,
  text: SymbolKind.String,
  template: SymbolKind.Event,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

/** An entry of the outline. */
export function symbolOf(symbol: OutlineEntry, document: TextDocument): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: rangeOf(document, symbol.span),
    selectionRange: rangeOf(document, symbol.selection),
    children: symbol.children.map((each) => symbolOf(each, document)),
  };
}
