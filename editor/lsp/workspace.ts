import type { PreviousResultId, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { noFindings } from "../findings.ts";
import { pathOf } from "./address.ts";
import type { Folders } from "./folders.ts";
import { diagnosticsOf } from "./publish.ts";
import { clientUri } from "./roots.ts";
import { cancelled, type Serving } from "./serving.ts";
import { type FileFindings, surveyFolders } from "./survey.ts";

/**
 * Answers what there is to say of all files of the folders that were opened; `begin` is called before they are looked
 * through.
 */
export function answerWorkspace(serving: Serving, folders: Pick<Folders, "ready" | "roots">, begin: () => void): void {
  serving.connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, progress, partial) => {
    await folders.ready;
    const roots = folders.roots();
    if (!roots) return { items: [] };
    begin();
    const known = new Map(previousResultIds.map((each) => [pathOf(each.uri), each] as const));
    /** By the URIs of the files, the names of the lists that the client has been given with this answer. */
    const sent = new Map<string, string>();
    const reports = (files: readonly FileFindings[]): WorkspaceDocumentDiagnosticReport[] =>
      files.flatMap((file) => {
        const uri = clientUri(file.root, file.uri);
        const id = serving.resultId(file.findings);
        if (sent.get(uri) === id) return [];
        sent.set(uri, id);
        return [reportOf(file, known.get(pathOf(uri)), serving)];
      });
    progress.begin("imlc", 0);
    const found = await surveyFolders(roots, serving.documents, {
      found: (files, share) => {
        progress.report(Math.floor(100 * share));
        const items = partial ? reports(files) : [];
        if (items.length > 0) partial?.report({ items });
      },
      isWanted: () => !token.isCancellationRequested,
    });
    progress.done();
    if (!found) throw cancelled();
    const items = [...reports(found), ...emptied(found, known, serving)];
    if (!partial) return { items };
    partial.report({ items });
    return { items: [] };
  });
}

function reportOf(
  file: FileFindings,
  before: PreviousResultId | undefined,
  { documents, resultId }: Serving,
): WorkspaceDocumentDiagnosticReport {
  const id = resultId(file.findings);
  const uri = before?.uri ?? documents.uri(file.root, file.uri);
  const place = { uri, version: documents.get(uri)?.document.version ?? null, resultId: id };
  return before?.value === id
    ? { ...place, kind: "unchanged" }
    : { ...place, kind: "full", items: diagnosticsOf(file, documents) };
}

/** The files of which the client knows findings, and of which nothing is said any more. */
function emptied(
  found: readonly FileFindings[],
  known: ReadonlyMap<string | undefined, PreviousResultId>,
  { resultId }: Serving,
): readonly WorkspaceDocumentDiagnosticReport[] {
  const said = new Set(found.map(({ root, uri }) => pathOf(clientUri(root, uri))));
  const none = resultId(noFindings);
  return [...known].flatMap(([path, { uri, value }]) => {
    if (said.has(path)) return [];
    const place = { uri, version: null, resultId: none };
    return [value === none ? { ...place, kind: "unchanged" } : { ...place, kind: "full", items: [] }];
  });
}
