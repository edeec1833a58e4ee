import type { Connection, Diagnostic } from "vscode-languageserver";
import { diagnosticOf } from "./convert.ts";
import type { Documents } from "./documents.ts";
import type { ResultIds } from "./result-ids.ts";
import type { Roots } from "./roots.ts";
import { type FileFindings, surveyFolders } from "./survey.ts";

/** The findings of a file as the protocol has them. */
export function diagnosticsOf({ root, uri, findings }: FileFindings, documents: Documents): Diagnostic[] {
  if (findings.length === 0) return [];
  const document = documents.text(root, uri);
  return findings.map((finding) =>
    diagnosticOf(finding, document, (other, span) => documents.location(root, other, span)),
  );
}

/** Sees to it that a client knows the findings of all files, also of those that changed with another one. */
export interface Publisher {
  /** Something has changed: what is found is told once nothing more has changed for a moment. */
  soon(): void;
  stop(): void;
}

/** What the publisher is given of the server. */
export interface Published {
  readonly documents: Documents;
  readonly roots: Roots;
  readonly resultId: ResultIds;
}

/** Pushes findings; a client that pulls them is only told that it should, `pulls` says whether it does. */
export function createPublisher(
  connection: Connection,
  published: () => Published | undefined,
  pulls: () => { readonly diagnostics: boolean; readonly refresh: boolean },
): Publisher {
  let timer: NodeJS.Timeout | undefined;
  /** The names of the lists that the client was given, by the URIs of the files. */
  const told = new Map<string, string>();
  const push = async (): Promise<void> => {
    const given = published();
    if (!given) return;
    const { documents, roots, resultId } = given;
    const own = timer;
    const tell = (file: FileFindings): void => {
      const uri = documents.uri(file.root, file.uri);
      const version = documents.get(uri)?.document.version;
      connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(file, documents) });
      told.set(uri, resultId(file.findings));
    };
    for (const { root, uri } of documents.all()) tell({ root, uri, findings: root.service.diagnose(uri) });
    const isOther = (file: FileFindings): boolean =>
      told.get(documents.uri(file.root, file.uri)) !== resultId(file.findings);
    const found = await surveyFolders(roots, documents, { found: () => {}, isWanted: () => timer === own });
    if (!found) return;
    for (const file of found.filter(isOther)) tell(file);
    const said = new Set(found.map(({ root, uri }) => documents.uri(root, uri)));
    for (const uri of told.keys()) {
      if (said.has(uri)) continue;
      connection.sendDiagnostics({ uri, diagnostics: [] });
      told.delete(uri);
    }
  };
  return {
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { diagnostics, refresh } = pulls();
        if (!diagnostics) void push();
        // A client that does not want to pull now will do so with the next change.
        else if (refresh) connection.languages.diagnostics.refresh().catch(() => {});
      }, pause);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Milliseconds: shorter than between two keys that are typed quickly. */
const pause = 60;
