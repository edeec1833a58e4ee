import { rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Files, ProjectAnalysis } from "../compiler/index.ts";
import { analyzeToUse, findNamed } from "./analyze.ts";
import { differences } from "./build/differences.ts";
import { leftOver } from "./build/left-over.ts";
import { type Output, outputsOf, type Wanted } from "./build/outputs.ts";
import { textsOnDisk, writeIfChanged } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { plural } from "./report/summary.ts";
import { watch } from "./watch.ts";

export interface BuildOptions extends Wanted {
  readonly paths: readonly string[];
  /** The modules are type-checked after they were written. */
  readonly verify: boolean;
  /** Nothing is written; what would change is listed. */
  readonly check: boolean;
  readonly watch: boolean;
}

/** Compiles the apps under some paths to modules. Nothing is written if any manifest has an error. */
export async function build(options: BuildOptions, io: Io): Promise<number> {
  refuseMisuse(options);
  const files = textsOnDisk(io.cwd);
  if (!options.watch) return buildOnce(options, files, io);
  findNamed(options, files);
  return watch(files, (current) => buildOnce(options, current, io), io);
}

function refuseMisuse({ out, declarations, format, verify, check, watch }: BuildOptions): void {
  if (out === "" || (out === undefined && !declarations)) throw new Misuse("`--out FOLDER` is needed.");
  if (check && watch) throw new Misuse("`--check` looks once: give it without `--watch`.");
  if (verify && format === "js") throw new Misuse("`--verify` type-checks TypeScript: give it without `--format js`.");
  if (verify && out === undefined) throw new Misuse("`--verify` type-checks modules: give it with `--out FOLDER`.");
}

async function buildOnce(options: BuildOptions, files: Files, io: Io): Promise<number> {
  const began = performance.now();
  const analysis = analyzeToUse(options.paths, io, { files });
  if (!analysis) return exit.findings;
  const outputs = await outputsOf(analysis, options, io.cwd);
  const left = leftOverOf(analysis, outputs, options, io);
  if (options.check) return tellDifferences(outputs, left, io);

  const written = outputs.filter(({ path, text }) => writeIfChanged(path, text));
  for (const path of left) rmSync(path);
  const gone = left.length === 0 ? "" : `${left.length} deleted, `;
  const took = Math.round(performance.now() - began);
  io.out(`${plural(outputs.length, "file")}, ${written.length} written, ${gone}in ${took} ms.\n`);
  return options.verify ? verified(outputs, io) : exit.ok;
}

/** Only folders of apps that were looked at are tidied. */
function leftOverOf({ apps }: ProjectAnalysis, outputs: readonly Output[], { out }: Wanted, io: Io): readonly string[] {
  if (out === undefined) return [];
  const current = new Set(outputs.map(({ path }) => path));
  return apps.flatMap(({ id }) => leftOver(resolve(io.cwd, out, id), current));
}

function tellDifferences(outputs: readonly Output[], left: readonly string[], io: Io): number {
  const found = differences(outputs, left);
  for (const { path, what } of found) io.out(`${what}: ${relative(io.cwd, path)}\n`);
  if (found.length === 0) {
    io.out(`${plural(outputs.length, "file")} up to date.\n`);
    return exit.ok;
  }
  io.err("imlc: the generated files are not those of the manifests: `imlc build` writes them again.\n");
  return exit.changes;
}

async function verified(outputs: readonly Output[], io: Io): Promise<number> {
  const { typeErrors } = await import("./verify.ts");
  const errors = typeErrors(outputs.flatMap(({ path }) => (path.endsWith(".ts") ? [path] : [])));
  if (errors === "") {
    io.out("The modules pass the type check.\n");
    return exit.ok;
  }
  io.err(`imlc: the modules do not pass the type check, which is a bug in imlc:\n${errors}`);
  return exit.bug;
}
