import { type AppAnalysis, analyzeApp, type Files, findProject } from "../compiler/index.ts";
import { sourcesOf } from "../compiler/project/sources.ts";
import type { Source } from "../grammar/source.ts";
import type { OpenFiles } from "./open-files.ts";

/** A file with what is known of the app that it belongs to. */
export interface FileInApp {
  /** Called as the app calls it. */
  readonly source: Source;
  readonly app: AppAnalysis;
  readonly files: Files;
}

/** Looks files up in their apps. */
export interface Workspace {
  /** Undefined if there is no such file. */
  file(uri: string): FileInApp | undefined;
  /** Forgets what was found out about the app of a file. */
  forget(uri: string): void;
}

/** A workspace that keeps the analysis of an app as long as each file that was read for it says the same. */
export function createWorkspace(open: OpenFiles): Workspace {
  const known = new Map<string, Finding>();
  return {
    file(uri) {
      const before = known.get(uri);
      if (before && isValid(before, open)) return fileIn(before, uri);
      const found = find(uri, open);
      if (!found) {
        known.delete(uri);
        return undefined;
      }
      for (const source of found.sources.values()) known.set(source.uri, found);
      known.set(uri, found);
      return fileIn(found, uri);
    },
    forget: (uri) => {
      known.delete(uri);
    },
  };

  function fileIn({ app, sources, own }: Finding, uri: string): FileInApp | undefined {
    const source = sources.get(uri) ?? sources.get(own);
    return source && { source, app, files: open.files };
  }
}

/** What was found out about an app, and all that was read for it. */
interface Finding {
  readonly app: AppAnalysis;
  readonly sources: ReadonlyMap<string, Source>;
  /** What the app calls the file that was asked for. */
  readonly own: string;
  readonly reads: readonly (readonly [look: () => unknown, found: unknown])[];
  age: number;
}

function find(uri: string, open: OpenFiles): Finding | undefined {
  const reads: [() => unknown, unknown][] = [];
  const files = recording(open.files, reads);
  const [app] = findProject(files, [uri]).apps;
  if (!app) return undefined;
  const sources = new Map(sourcesOf(app).map((source) => [source.uri, source]));
  const analysis = analyzeApp({ ...app, only: undefined }, files);
  return { app: analysis, sources, own: app.only ?? uri, reads, age: open.age() };
}

/** Within one state of the files nothing has to be asked twice. */
function isValid(finding: Finding, open: OpenFiles): boolean {
  if (finding.age === open.age()) return true;
  if (!finding.reads.every(([look, found]) => isSame(look(), found))) return false;
  finding.age = open.age();
  return true;
}

/** Files, or names of files. */
function isSame(now: unknown, before: unknown): boolean {
  if (!Array.isArray(now) || !Array.isArray(before)) return now === before;
  return now === before || (now.length === before.length && now.every((name, index) => name === before[index]));
}

function recording(files: Files, reads: [() => unknown, unknown][]): Files {
  const noted = <T>(look: () => T): T => {
    const found = look();
    reads.push([look, found]);
    return found;
  };
  return {
    folder: files.folder,
    read: (path) => noted(() => files.read(path)),
    list: (folder) => noted(() => files.list(folder)),
    readPackage: (specifier, folder) => noted(() => files.readPackage(specifier, folder)),
  };
}
