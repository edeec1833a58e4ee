import type { Finding } from "../answers.ts";
import type { FindingsByFile } from "../findings.ts";
import { pathOf } from "./address.ts";
import type { Documents } from "./documents.ts";
import { clientUri, type Root, type Roots } from "./roots.ts";

/** What there is to say of a file of the workspace. */
export interface FileFindings {
  readonly root: Root;
  /** As its root calls it. */
  readonly uri: string;
  readonly findings: readonly Finding[];
}

/** What is told of a survey while it goes on. */
export interface SurveyListener {
  /** Called between two steps, from time to time: what was found since then, and how much is done (0 to 1). */
  readonly found: (files: readonly FileFindings[], share: number) => void;
  /** Throws, or answers false, if nobody wants to know more. */
  readonly isWanted: () => boolean;
}

/**
 * Looks through all folders that were opened, in slices between which others have their turn. Answers all there is to
 * say of their files, and of those that are open; undefined if it was not wanted to its end.
 */
export async function surveyFolders(
  roots: Roots,
  documents: Documents,
  { found, isWanted }: SurveyListener,
): Promise<readonly FileFindings[] | undefined> {
  const all = new Map<string, FileFindings>();
  const opened = roots.opened();
  for (const [index, root] of opened.entries()) {
    // Lets what has come meanwhile be read before anything is computed.
    await new Promise(setImmediate);
    if (!isWanted()) return undefined;
    const survey = root.service.survey();
    let fresh: FileFindings[] = [];
    let began = performance.now();
    for (;;) {
      const { done, value } = survey.next();
      if (done) {
        for (const each of filesOf(root, value, roots)) all.set(pathIn(each), each);
        break;
      }
      fresh.push(...filesOf(root, value.findings, roots));
      if (performance.now() - began < slice) continue;
      found(fresh, (index + value.share) / opened.length);
      fresh = [];
      await new Promise(setImmediate);
      if (!isWanted()) return undefined;
      began = performance.now();
    }
  }
  for (const { root, uri } of documents.all()) {
    const open = { root, uri, findings: root.service.diagnose(uri) };
    all.set(pathIn(open), open);
  }
  return [...all.values()];
}

/** Milliseconds that nobody minds to wait. */
const slice = 20;

/** Files of a folder inside another one that was opened, too, are its own. */
function filesOf(root: Root, found: FindingsByFile, roots: Roots): readonly FileFindings[] {
  return [...found]
    .map(([uri, findings]) => ({ root, uri, findings }))
    .filter((file) => (roots.around(pathIn(file)) ?? root) === root);
}

function pathIn({ root, uri }: FileFindings): string {
  return pathOf(clientUri(root, uri)) ?? uri;
}
