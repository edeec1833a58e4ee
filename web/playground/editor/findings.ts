import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Finding } from "../../../editor/answers.ts";
import type { Edit } from "../../../grammar/diagnostic.ts";
import { sentence } from "../../shared/element.ts";

/** Underlines what is found in a file, and offers the fixes there. */
export function underline(view: EditorView, findings: readonly Finding[]): void {
  const { doc } = view.state;
  view.dispatch(
    setDiagnostics(
      view.state,
      findings.map((finding) => diagnosticOf(finding, doc)),
    ),
  );
}

function diagnosticOf({ span, severity, message, code, fix }: Finding, doc: Text): Diagnostic {
  return {
    from: Math.min(span.start, doc.length),
    to: Math.min(span.end, doc.length),
    severity,
    message,
    source: code,
    renderMessage: () => sentence(message),
    actions: fix && [{ name: fix.title.replaceAll("`", ""), apply: (view) => edit(view, fix.edits, doc) }],
  };
}

/** Makes edits of the text that they were offered for; once it is another, nothing. */
export function edit(view: EditorView, edits: readonly Edit[], doc: Text): void {
  if (!view.state.doc.eq(doc)) return;
  view.dispatch({ changes: changesOf(edits), userEvent: "input.complete" });
}

/** Edits as CodeMirror has them. */
export function changesOf(edits: readonly Edit[]) {
  return edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text }));
}
