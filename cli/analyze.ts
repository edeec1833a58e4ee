import { analyzeProject, type Files, findProject, type Project, type ProjectAnalysis } from "../compiler/index.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { textsOnDisk, withFile } from "./files.ts";
import { type Io, Misuse } from "./io.ts";
import { report } from "./report/report.ts";

/** What a command line names. */
export interface Named {
  readonly paths: readonly string[];
  /** With it, the path `-` is standard input under this name, which tells its kind. */
  readonly stdinFilename?: string;
}

/** The files below the current folder, with what stands on standard input if it is asked for. */
export async function filesFor({ paths, stdinFilename }: Named, io: Io): Promise<Files> {
  const disk = textsOnDisk(io.cwd);
  return stdinFilename !== undefined && paths.includes("-") ? withFile(disk, stdinFilename, await io.stdin()) : disk;
}

/** Finds the apps that the paths name; that there are none is a misuse. */
export function findNamed({ paths, stdinFilename }: Named, files: Files): Project {
  const project = findProject(
    files,
    paths.map((path) => (path === "-" ? (stdinFilename ?? path) : path)),
  );
  const [missing] = project.missing;
  if (missing !== undefined) throw new Misuse(`there is no file or folder ${missing}.`);
  if (project.apps.length === 0) {
    const apps = "a folder with a `makecomapp.json` or a `webhook.iml.json` is an app";
    throw new Misuse(`there is no manifest under ${paths.join(", ")}: ${apps}.`);
  }
  return project;
}

/** Finds and analyses what the paths name. */
export function analyzeNamed(named: Named, files: Files): ProjectAnalysis {
  return analyzeProject(findNamed(named, files), files);
}

/** What a command that goes on has of its own. */
export interface ToUse {
  /** The findings that stand in its way. */
  readonly concerns?: (found: Diagnostic) => boolean;
  readonly files?: Files;
}

/**
 * Finds and analyses what lies under some paths, for a command that goes on with it: what is found is reported to
 * people. Undefined if there are errors.
 */
export function analyzeToUse(
  paths: readonly string[],
  io: Io,
  { concerns = () => true, files = textsOnDisk(io.cwd) }: ToUse = {},
): ProjectAnalysis | undefined {
  const began = performance.now();
  const analysis = analyzeNamed({ paths }, files);
  const diagnostics = analysis.diagnostics.filter(concerns);
  if (diagnostics.length > 0) {
    const findings = { files: analysis.texts, diagnostics, milliseconds: performance.now() - began };
    io.err(report(findings, "pretty", io.color));
  }
  return diagnostics.some(({ severity }) => severity === "error") ? undefined : analysis;
}
