import { type App, analyzeProject, type Files, findProject } from "../../compiler/index.ts";
import { sourcesOf } from "../../compiler/project/sources.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import { noText, noticingBytes } from "../files.ts";
import { plural } from "../report/summary.ts";
import type { Examined } from "./examined.ts";
import { type Around, examineSignatures } from "./signatures.ts";

/**
 * Which apps there are under some paths, whether they can be compiled, whether their `imlc.json` is right, and what it
 * wants is there. What is said of a file that is no text does not count, but that it is none.
 */
export function examineApps(paths: readonly string[], files: Files, around: Around): readonly Examined[] {
  const unread = new Set<string>();
  const found = examineFound(
    paths,
    noticingBytes(files, (path) => unread.add(path)),
    unread,
    around,
  );
  return [...[...unread].sort().map(unreadable), ...found];
}

function examineFound(
  paths: readonly string[],
  files: Files,
  unread: ReadonlySet<string>,
  around: Around,
): readonly Examined[] {
  const project = findProject(files, paths);
  if (project.missing.length > 0) return project.missing.map(missing);
  if (project.apps.length === 0) return [noApps(paths)];
  const { apps, diagnostics } = analyzeProject(project, files);
  const errors = diagnostics.filter(({ severity, uri }) => severity === "error" && !unread.has(uri));
  return [
    ...project.unread.map(notRead),
    ...apps.flatMap((analysis) => [
      ...examineApp(analysis.app, { errors, unread }),
      ...(analysis.app.config ? examineConfig(analysis.app.config.uri, { errors, unread }) : []),
      ...examineSignatures(analysis, around),
    ]),
  ];
}

/** What is wrong with files. */
interface Found {
  readonly errors: readonly Diagnostic[];
  /** Those that are no text. */
  readonly unread: ReadonlySet<string>;
}

function unreadable(path: string): Examined {
  return { subject: "Apps", status: "error", message: noText(path) };
}

function missing(path: string): Examined {
  const message = `There is no file or folder ${path}.`;
  return { subject: "Apps", status: "error", message, advice: "Name a folder with apps in it." };
}

function noApps(paths: readonly string[]): Examined {
  const message = `There is no app under ${paths.join(", ")}.`;
  const advice = "`imlc init` writes one; a folder with a `makecomapp.json` or a `webhook.iml.json` is one.";
  return { subject: "Apps", status: "error", message, advice };
}

function notRead({ uri }: Source): Examined {
  const message = `There is no app in the folder of ${uri}, so nobody reads it.`;
  return { subject: "Configuration", status: "warning", message, advice: "Move it into the folder of an app." };
}

function examineApp(app: App, found: Found): readonly Examined[] {
  const files = new Set(sourcesOf(app).map(({ uri }) => uri));
  return examineFiles({ subject: "App", name: `${app.id} (${app.folder})`, path: app.folder, files }, found);
}

function examineConfig(file: string, found: Found): readonly Examined[] {
  return examineFiles({ subject: "Configuration", name: file, path: file, files: new Set([file]) }, found);
}

/** Files that are told of in one line. */
interface Part {
  readonly subject: string;
  readonly name: string;
  /** What `imlc check` takes. */
  readonly path: string;
  readonly files: ReadonlySet<string>;
}

function examineFiles({ subject, name, path, files }: Part, { errors, unread }: Found): readonly Examined[] {
  const count = errors.filter(({ uri }) => files.has(uri)).length;
  if (count === 0 && [...unread].some((uri) => files.has(uri))) return [];
  if (count === 0) return [{ subject, status: "ok", message: `${name} has no errors.` }];
  const message = `${name} has ${plural(count, "error")}.`;
  return [{ subject, status: "error", message, advice: `\`imlc check ${path}\` shows them.` }];
}
