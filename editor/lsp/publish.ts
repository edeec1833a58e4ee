import type { Connection, Diagnostic } from "vscode-languageserver";
import { diagnosticOf } from "./convert.ts";
import type { Documents, OpenDocument } from "./documents.ts";

/** The findings of a document as the protocol has them. */
export function diagnosticsOf({ root, uri, document }: OpenDocument, documents: Documents): Diagnostic[] {
  return root.service
    .diagnose(uri)
    .map((finding) => diagnosticOf(finding, document, (other, span) => documents.location(root, other, span)));
}

/** Sees to it that a client knows the findings of its documents, also of those that changed with another file. */
export interface Publisher {
  /** Something has changed: what is found is told once nothing more has changed for a moment. */
  soon(): void;
  closed(uri: string): void;
  stop(): void;
}

/** Pushes findings; a client that pulls them is only told that it should, `pulls` says whether it does. */
export function createPublisher(
  connection: Connection,
  documents: () => Documents,
  pulls: () => { readonly diagnostics: boolean; readonly refresh: boolean },
): Publisher {
  let timer: NodeJS.Timeout | undefined;
  const publish = (): void => {
    const { diagnostics, refresh } = pulls();
    if (diagnostics) {
      // A client that does not want to pull now will do so with the next change.
      if (refresh) connection.languages.diagnostics.refresh().catch(() => {});
      return;
    }
    for (const open of documents().all()) {
      const { uri, version } = open.document;
      connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(open, documents()) });
    }
  };
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(publish, pause);
    },
    closed: (uri) => {
      if (!pulls().diagnostics) connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    stop: () => clearTimeout(timer),
  };
}

/** Milliseconds: shorter than between two keys that are typed quickly. */
const pause = 60;
