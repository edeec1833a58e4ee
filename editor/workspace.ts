import { type AppAnalysis, type Files, findProject } from "../compiler/index.ts";
import { layoutOf } from "../compiler/project/folders.ts";
import { appIn } from "../compiler/project/project.ts";
import type { Source } from "../grammar/source.ts";
import type { Finding } from "./answers.ts";
import { noFindings } from "./findings.ts";
import { type KnownApp, knownApp } from "./known-app.ts";
import { type Found, noting } from "./looks.ts";
import { type Look, type OpenFiles, openFiles } from "./open-files.ts";
import { isCode } from "./served.ts";

/** A file with what is known of the app that it belongs to. */
export interface FileInApp {
  /** Called as the app calls it. */
  readonly source: Source;
  readonly app: AppAnalysis;
  readonly files: Files;
}

/** Looks files up in their apps, and keeps what it finds as long as all that was looked up for it says the same. */
export interface Workspace {
  readonly open: OpenFiles;
  /** Undefined if there is no such file, or nothing to say of it: JavaScript that is no function of an app. */
  file(uri: string): FileInApp | undefined;
  /** What the app of a file has to say of it, under the name that the app has for it. */
  said(uri: string): { readonly own: string; readonly findings: readonly Finding[] };
  /** What is known of the app in a folder; undefined if there is none. */
  app(folder: string): KnownApp | undefined;
  /** Nobody asks about a file any more: its app is remembered only by what there is to say of it. */
  rest(uri: string): void;
}

/** Where a file belongs: to the app in a folder, or to none. */
interface Home {
  /** What the app calls it. */
  readonly own: string;
  readonly app:
    | { readonly kind: "folder"; readonly folder: string }
    | { readonly kind: "alone"; readonly known: KnownApp };
}

/** A workspace of stored files; `changed` is told what may have another answer, and answers whether it has used that. */
export function createWorkspace(
  stored: Files,
  docs: string | undefined,
  changed: (isOther: (look: Look) => boolean) => boolean,
): Workspace {
  const homes = new Map<string, Found<Home | undefined>>();
  const apps = new Map<string, Found<KnownApp | undefined>>();
  const open = openFiles(stored, (isOther) =>
    [forget(homes, isOther), forget(apps, isOther), changed(isOther)].includes(true),
  );
  const isInUse = ({ uris }: KnownApp): boolean => uris.some(open.isOpen);
  const knownIn = (folder: string, isDetailed: boolean): KnownApp | undefined => {
    const before = apps.get(folder);
    if (before && !(isDetailed && before.value && !before.value.details)) return before.value;
    const found = noting(open, (files) => {
      const layout = layoutOf(files, folder);
      const known = layout && knownApp(appIn(files, folder, layout), files, docs);
      // What was found before still holds; that it is the same list tells that nothing has changed.
      return known && before?.value ? { ...known, findings: before.value.findings } : known;
    });
    const { value } = found;
    const kept = !value || isDetailed || isInUse(value) ? found : withoutDetails(found, value, open);
    apps.set(folder, kept);
    return kept.value;
  };
  const homeOf = (uri: string): Home | undefined => {
    const before = homes.get(uri);
    if (before) return before.value;
    for (const { value } of apps.values()) {
      if (value?.details?.sources.has(uri)) return { own: uri, app: { kind: "folder", folder: value.named.folder } };
    }
    const found = noting(open, (files) => find(files, uri, docs));
    homes.set(uri, found);
    return found.value;
  };
  const lookedUp = (uri: string) => {
    const home = homeOf(uri);
    const known = home && (home.app.kind === "alone" ? home.app.known : knownIn(home.app.folder, true));
    return home && known && { own: known.details?.sources.has(uri) ? uri : home.own, known };
  };
  return {
    open,
    file(uri) {
      const found = lookedUp(uri);
      const { analysis, sources } = found?.known.details ?? {};
      const source = found && sources?.get(found.own);
      return source && analysis && { source, app: analysis, files: open.files };
    },
    said(uri) {
      const { own = uri, known } = lookedUp(uri) ?? {};
      return { own, findings: known?.findings.get(own) ?? noFindings };
    },
    app: (folder) => knownIn(folder, false),
    rest(uri) {
      const home = homes.get(uri)?.value;
      homes.delete(uri);
      if (home?.app.kind !== "folder") return;
      const found = apps.get(home.app.folder);
      if (!found?.value || isInUse(found.value)) return;
      apps.set(home.app.folder, withoutDetails(found, found.value, open));
    },
  };
}

function find(files: Files, uri: string, docs: string | undefined): Home | undefined {
  const [app] = findProject(files, [uri]).apps;
  if (!app) return undefined;
  if (app.only !== undefined) return { own: app.only, app: { kind: "folder", folder: app.folder } };
  return isCode(uri) ? undefined : { own: uri, app: { kind: "alone", known: knownApp(app, files, docs) } };
}

function withoutDetails({ looks }: Found<unknown>, known: KnownApp, open: OpenFiles): Found<KnownApp> {
  for (const { kind, path } of looks) if (kind === "text") open.drop(path);
  return { value: { ...known, details: undefined }, looks };
}

/** Answers whether there was something to forget. */
function forget(found: Map<string, Found<unknown>>, isOther: (look: Look) => boolean): boolean {
  const { size } = found;
  for (const [key, { looks }] of found) if (looks.some(isOther)) found.delete(key);
  return found.size < size;
}
