import { analyzeProject, findProject, type ProjectAnalysis } from "../compiler/index.ts";
import { filesOnDisk, withFile } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { type Format, report } from "./report.ts";

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly stdinFilename: string;
}

/** Reports everything that is wrong with the manifests under some paths; hints alone are no findings. */
export async function check({ paths, format, stdinFilename }: CheckOptions, io: Io): Promise<number> {
  const began = performance.now();
  const analysis = await analyzePaths(paths, stdinFilename, io);
  const { texts: files, diagnostics } = analysis;
  io.out(report({ files, diagnostics, milliseconds: performance.now() - began }, format, io.color));
  return diagnostics.some(({ severity }) => severity !== "hint") ? exit.findings : exit.ok;
}

/** Finds and analyses what the paths name; `-` is standard input under the given name. */
export async function analyzePaths(paths: readonly string[], stdinFilename: string, io: Io): Promise<ProjectAnalysis> {
  const disk = filesOnDisk(io.cwd);
  const files = paths.includes("-") ? withFile(disk, stdinFilename, await io.stdin()) : disk;
  const project = findProject(
    files,
    paths.map((path) => (path === "-" ? stdinFilename : path)),
  );
  const [missing] = project.missing;
  if (missing !== undefined) throw new Misuse(`there is no file or folder ${missing}.`);
  if (project.apps.length === 0) {
    throw new Misuse(`there is no manifest under ${paths.join(", ")}: a folder with a \`webhook.iml.json\` is an app.`);
  }
  return analyzeProject(project, files);
}
