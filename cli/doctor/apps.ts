import { type App, analyzeProject, type Files, findProject, type Project } from "../../compiler/index.ts";
import { sourcesOf } from "../../compiler/project/sources.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { Misuse } from "../io.ts";
import { plural } from "../report/summary.ts";
import type { Examined } from "./examined.ts";
import { type Around, examineSignatures } from "./signatures.ts";

/** Which apps there are under some paths, whether they can be compiled, whether their `imlc.json` is right, and what it wants is there. */
export function examineApps(paths: readonly string[], files: Files, around: Around): readonly Examined[] {
  try {
    return examineFound(findProject(files, paths), paths, files, around);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return [{ subject: "Apps", status: "error", message: error.message }];
  }
}

function examineFound(project: Project, paths: readonly string[], files: Files, around: Around): readonly Examined[] {
  if (project.missing.length > 0) return project.missing.map(missing);
  if (project.apps.length === 0) return [noApps(paths)];
  const { apps, diagnostics } = analyzeProject(project, files);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return apps.flatMap((analysis) => [
    examineApp(analysis.app, errors),
    ...(analysis.app.config ? [examineConfig(analysis.app.config.uri, errors)] : []),
    ...examineSignatures(analysis, around),
  ]);
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

function examineApp(app: App, errors: readonly Diagnostic[]): Examined {
  const files = new Set(sourcesOf(app).map(({ uri }) => uri));
  return examineFiles("App", `${app.id} (${app.folder})`, app.folder, (uri) => files.has(uri), errors);
}

function examineConfig(file: string, errors: readonly Diagnostic[]): Examined {
  return examineFiles("Configuration", file, file, (uri) => uri === file, errors);
}

function examineFiles(
  subject: string,
  name: string,
  path: string,
  isOwn: (uri: string) => boolean,
  errors: readonly Diagnostic[],
): Examined {
  const count = errors.filter(({ uri }) => isOwn(uri)).length;
  if (count === 0) return { subject, status: "ok", message: `${name} has no errors.` };
  const message = `${name} has ${plural(count, "error")}.`;
  return { subject, status: "error", message, advice: `\`imlc check ${path}\` shows them.` };
}
