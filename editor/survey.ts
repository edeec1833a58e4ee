import type { Files } from "../compiler/index.ts";
import { duplicates } from "../compiler/project/duplicates.ts";
import { foldersUnder, unreadConfig } from "../compiler/project/project.ts";
import type { Finding } from "./answers.ts";
import { findingsByFile, joined } from "./diagnose.ts";
import { type FindingsByFile, noFindings } from "./findings.ts";
import type { KnownApp } from "./known-app.ts";
import { type Found, noted } from "./looks.ts";
import { createWorkspace, type Workspace } from "./workspace.ts";

/** A step of looking through a folder. */
export interface Step {
  /** How much of it has been looked through: 0 to 1. */
  readonly share: number;
  /** What was found with this step. */
  readonly findings: FindingsByFile;
}

/** A workspace that is looked through as a whole, as `imlc check` does. */
export interface Surveyed extends Workspace {
  /** All there is to say of a file, also by other apps that it belongs to, and of its app among the others. */
  findings(uri: string): readonly Finding[];
  /**
   * Looks through all apps, step by step: what changes between two steps may be missing, and is found the next time. The
   * findings of a file of which nothing has changed are the very same.
   */
  survey(): Generator<Step, FindingsByFile>;
}

/** A workspace of stored files; findings are explained below the page `docs`. */
export function createSurveyed(stored: Files, docs: string | undefined): Surveyed {
  let changes = 0;
  let folders: Found<Searched> | undefined;
  /** Of the last survey. */
  let shared: ReadonlyMap<string, readonly string[]> = new Map();
  let doubled: Doubled = { names: "", findings: new Map() };
  const merged = new Map<string, Merged>();
  const workspace = createWorkspace(stored, docs, (isOther) => {
    changes++;
    if (!folders?.looks.some(isOther)) return false;
    folders = undefined;
    return true;
  });

  function* searched(): Generator<Step, Searched> {
    if (folders) return folders.value;
    const before = changes;
    const { files, looks } = noted(workspace.open);
    const [apps, unread]: [string[], string[]] = [[], []];
    for (const each of foldersUnder(files, ".")) {
      const config = unreadConfig(files, each);
      if (each.layout) apps.push(each.folder);
      if (config) unread.push(config.uri);
      yield { share: 0, findings: new Map() };
    }
    const value = { apps, unread };
    if (changes === before) folders = { value, looks: looks() };
    return value;
  }

  const whole = (uri: string, parts: readonly (readonly Finding[])[]): readonly Finding[] => {
    const all = [...parts, doubled.findings.get(uri) ?? noFindings].filter(({ length }) => length > 0);
    if (all.length < 2) return all[0] ?? noFindings;
    const before = merged.get(uri);
    if (before?.parts.length === all.length && before.parts.every((part, index) => part === all[index])) {
      return before.findings;
    }
    const findings = joined(all);
    merged.set(uri, { parts: all, findings });
    return findings;
  };

  return {
    ...workspace,
    findings(uri) {
      const { own, findings } = workspace.said(uri);
      const all = shared.get(own)?.map((folder) => workspace.app(folder)?.findings.get(own) ?? noFindings);
      return whole(own, all ?? [findings]);
    },
    *survey() {
      const all: KnownApp[] = [];
      const { apps: found, unread } = yield* searched();
      for (const folder of found) {
        const known = workspace.app(folder);
        if (!known) continue;
        all.push(known);
        yield { share: all.length / found.length, findings: known.findings };
      }
      shared = sharedFiles(all);
      doubled = doubledIn(all, doubled, docs);
      const uris = new Set([...all.flatMap(({ findings }) => [...findings.keys()]), ...doubled.findings.keys()]);
      const parts = Map.groupBy(
        all.flatMap(({ findings }) => [...findings]),
        ([uri]) => uri,
      );
      return new Map([
        ...unread.map((uri) => [uri, workspace.said(uri).findings] as const),
        ...[...uris].map((uri) => [uri, whole(uri, parts.get(uri)?.map(([, each]) => each) ?? [])] as const),
      ]);
    },
  };
}

/** What a search of all folders has found. */
interface Searched {
  /** The folders of apps. */
  readonly apps: readonly string[];
  /** Settings that belong to none. */
  readonly unread: readonly string[];
}

/** What is said of apps that are called alike, as long as the apps are called so. */
interface Doubled {
  readonly names: string;
  readonly findings: FindingsByFile;
}

/** What was put together of several parts. */
interface Merged {
  readonly parts: readonly (readonly Finding[])[];
  readonly findings: readonly Finding[];
}

/** The files that belong to several apps, with the folders of those. */
function sharedFiles(apps: readonly KnownApp[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, readonly string[]>();
  for (const { uris, named } of apps) {
    for (const uri of uris) folders.set(uri, [...(folders.get(uri) ?? []), named.folder]);
  }
  return new Map([...folders].filter(([, { length }]) => length > 1));
}

function doubledIn(apps: readonly KnownApp[], before: Doubled, docs: string | undefined): Doubled {
  const named = apps.map((app) => app.named);
  const names = JSON.stringify(named);
  return names === before.names ? before : { names, findings: findingsByFile(duplicates(named), docs) };
}
