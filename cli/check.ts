import type { Files, ProjectAnalysis } from "../compiler/index.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { analyzeNamed, filesFor, type Named } from "./analyze.ts";
import { compare, update } from "./baseline.ts";
import { type Fixed, fixAll, write } from "./fix.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { patch } from "./patch.ts";
import type { Findings } from "./report/findings.ts";
import type { Format } from "./report/formats.ts";
import { report } from "./report/report.ts";
import { plural } from "./report/summary.ts";
import { watch } from "./watch.ts";

export interface CheckOptions extends Named {
  /** Undefined: for people, or for GitHub if it runs there. */
  readonly format: Format | undefined;
  readonly fix: boolean;
  readonly fixUnsafe: boolean;
  /** Fixes are shown, and not made. */
  readonly dryRun: boolean;
  /** With more warnings than that, the exit code is that of findings. */
  readonly maxWarnings: number;
  /** A file with findings that are not reported. */
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly watch: boolean;
}

/** Reports everything that is wrong with the manifests that are named; hints alone are no findings. */
export async function check(options: CheckOptions, io: Io): Promise<number> {
  refuseMisuse(options);
  const files = await filesFor(options, io);
  if (!options.watch) return checkOnce(options, files, io);
  analyzeNamed(options, files);
  return watch(files, (current) => checkOnce(options, current, io), io);
}

function refuseMisuse({ paths, fix, fixUnsafe, dryRun, baseline, updateBaseline, watch }: CheckOptions): void {
  const fixes = fix || fixUnsafe;
  if (dryRun && !fixes) throw new Misuse("`--dry-run` shows fixes: give it with `--fix` or `--fix-unsafe`.");
  if (updateBaseline && baseline === undefined) throw new Misuse("`--update-baseline` needs `--baseline FILE`.");
  if (!paths.includes("-")) return;
  if (watch) throw new Misuse("standard input cannot be watched.");
  if (fixes && !dryRun) throw new Misuse("standard input cannot be changed; `--dry-run` shows the fixes.");
}

function checkOnce(options: CheckOptions, files: Files, io: Io): number {
  const began = performance.now();
  const { texts, diagnostics } = analyzed(options, files, io);
  const findings = { files: texts, diagnostics, milliseconds: performance.now() - began };
  const left = { ...findings, diagnostics: beyondBaseline(findings, options, io) };
  if (!options.dryRun) io.out(report(left, options.format ?? usualFormat(io), io.color));
  return exitCode(left.diagnostics, options.maxWarnings, io);
}

function analyzed(options: CheckOptions, files: Files, io: Io): ProjectAnalysis {
  const analyze = (current: Files): ProjectAnalysis => analyzeNamed(options, current);
  if (!options.fix && !options.fixUnsafe) return analyze(files);
  const fixed = fixAll(analyze, files, options.fixUnsafe ? "all" : "safe");
  if (options.dryRun) for (const { uri, before, after } of fixed.changes) io.out(patch(uri, before, after));
  else save(fixed, io);
  for (const uri of fixed.refused) {
    io.err(`imlc: ${uri} is left as it is: it could not be read after the fixes. Make them one by one.\n`);
  }
  return fixed.analysis;
}

function save({ changes }: Fixed, io: Io): void {
  const written = changes.filter((change) => {
    const isWritten = write(change, io.cwd);
    if (!isWritten) io.err(`imlc: ${change.uri} is left as it is: it has just been changed.\n`);
    return isWritten;
  });
  if (written.length > 0) io.err(`imlc: ${plural(written.length, "file")} fixed.\n`);
}

/** The findings that are not in the baseline. */
function beyondBaseline(findings: Findings, { baseline, updateBaseline }: CheckOptions, io: Io): readonly Diagnostic[] {
  if (baseline === undefined) return findings.diagnostics;
  if (updateBaseline) {
    io.err(`imlc: ${baseline} holds ${plural(update(findings, baseline, io.cwd), "finding")}.\n`);
  }
  const { fresh, gone } = compare(findings, baseline, io.cwd);
  for (const entry of gone) io.err(`imlc: no longer found: ${entry}\n`);
  if (gone.length > 0) io.err(`imlc: \`--update-baseline\` takes that out of ${baseline}.\n`);
  return fresh;
}

function usualFormat({ env }: Io): Format {
  return env.GITHUB_ACTIONS ? "github" : "pretty";
}

function exitCode(diagnostics: readonly Diagnostic[], maxWarnings: number, io: Io): number {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (diagnostics.some(({ severity }) => severity === "error")) return exit.findings;
  if (warnings <= maxWarnings) return exit.ok;
  if (maxWarnings > 0) io.err(`imlc: ${plural(warnings, "warning")}; \`--max-warnings\` allows ${maxWarnings}.\n`);
  return exit.findings;
}
