import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { App } from "./app.ts";
import { duplicateApp } from "./diagnostics.ts";
import { sourcesOf } from "./sources.ts";

/** What must be known of an app to tell whether there is another of its name. */
export interface NamedApp {
  readonly id: string;
  readonly folder: string;
  /** Its first file; undefined if it has none. */
  readonly uri: string | undefined;
}

/** What is known so of an app. */
export function namedApp(app: App): NamedApp {
  return { id: app.id, folder: app.folder, uri: sourcesOf(app)[0]?.uri };
}

/** What there is to say of apps that are called like others of the same project. */
export function duplicates(apps: readonly NamedApp[]): readonly Diagnostic[] {
  const first = new Map(apps.toReversed().map((app) => [app.id, app]));
  return apps.flatMap(({ id, folder, uri }) => {
    const other = first.get(id);
    if (!other || other.folder === folder || uri === undefined) return [];
    return [duplicateApp({ uri, span: { start: 0, end: 0 } }, { id, other: other.folder })];
  });
}
