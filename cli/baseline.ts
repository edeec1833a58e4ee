import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { namedFile, writeIfChanged } from "./files.ts";
import { Misuse } from "./io.ts";
import type { Findings } from "./report/findings.ts";
import { textOf } from "./report/identity.ts";

/** Findings that an old project lives with: `count` of them say the same about the same text of a file. */
interface Entry {
  /** From the folder of the baseline, with forward slashes. */
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly text: string;
  readonly count: number;
}

/** What is not in a baseline, and what is only there. */
export interface Compared {
  readonly fresh: readonly Diagnostic[];
  /** A line for each entry of which less was found. */
  readonly gone: readonly string[];
}

const schemaVersion = 1;

/** Compares findings with a baseline, whose path is relative to `cwd`. */
export function compare(findings: Findings, path: string, cwd: string): Compared {
  const left = new Map(read(path, cwd).map((entry) => [keyOf(entry), entry]));
  const fresh = findings.diagnostics.filter((found) => {
    const key = keyOf(entryOf(found, findings, path, cwd));
    const entry = left.get(key);
    if (!entry || entry.count === 0) return true;
    left.set(key, { ...entry, count: entry.count - 1 });
    return false;
  });
  const gone = [...left.values()].filter((entry) => entry.count > 0 && isOver(entry, findings, path, cwd));
  return { fresh, gone: gone.map(({ file, code, message }) => `${file} ${code}: ${message}`) };
}

/** Writes a baseline of what was found; what it holds of files that were not looked at stays. Answers how much is in it. */
export function update(findings: Findings, path: string, cwd: string): number {
  const before = existsSync(resolve(cwd, path)) ? read(path, cwd) : [];
  const kept = before.filter((entry) => !isOver(entry, findings, path, cwd));
  const found = findings.diagnostics.map((each) => entryOf(each, findings, path, cwd));
  const counted = Object.values(Object.groupBy(found, keyOf)).flatMap((same = []): Entry[] => {
    const [first] = same;
    return first ? [{ ...first, count: same.length }] : [];
  });
  const entries = [...kept, ...counted].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  writeIfChanged(resolve(cwd, path), `${JSON.stringify({ schemaVersion, findings: entries }, null, 2)}\n`);
  return entries.reduce((sum, { count }) => sum + count, 0);
}

function read(path: string, cwd: string): readonly Entry[] {
  if (!existsSync(resolve(cwd, path))) throw new Misuse(`there is no file ${path}; \`--update-baseline\` makes it.`);
  const baseline = parsed(readFileSync(namedFile(path, cwd), "utf8"));
  if (!isBaseline(baseline)) throw new Misuse(`${path} is no baseline; \`--update-baseline\` makes one.`);
  return baseline.findings;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isBaseline(value: unknown): value is { readonly findings: readonly Entry[] } {
  if (typeof value !== "object" || value === null || !("schemaVersion" in value) || !("findings" in value))
    return false;
  return value.schemaVersion === schemaVersion && Array.isArray(value.findings) && value.findings.every(isEntry);
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { file, code, message, text, count }: Partial<Record<keyof Entry, unknown>> = value;
  return [file, code, message, text].every((each) => typeof each === "string") && typeof count === "number";
}

/** Whether an entry would have been found if it still held: its file was looked at, or is no more. */
function isOver({ file }: Entry, { files }: Findings, path: string, cwd: string): boolean {
  const whole = resolve(cwd, dirname(path), file);
  return !existsSync(whole) || files.has(slashed(relative(cwd, whole))) || files.has(whole);
}

function entryOf(found: Diagnostic, { files }: Findings, path: string, cwd: string): Entry {
  const file = slashed(relative(resolve(cwd, dirname(path)), resolve(cwd, found.uri)));
  return { file, code: found.code, message: found.message, text: textOf(found, files), count: 1 };
}

function keyOf({ file, code, message, text }: Entry): string {
  return JSON.stringify([file, code, message, text]);
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
