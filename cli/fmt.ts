import { isUtf8 } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { applied, format } from "../compiler/format.ts";
import type { Files } from "../compiler/index.ts";
import type { Kind } from "../compiler/manifest/kinds.ts";
import { joinPath } from "../compiler/project/files.ts";
import { isSearched } from "../compiler/project/folders.ts";
import { kindByName } from "../compiler/project/kind-of.ts";
import { findProject, isConfigFile } from "../compiler/project/project.ts";
import { manifestsOf, sourcesOf } from "../compiler/project/sources.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { positions, type Source } from "../grammar/source.ts";
import { filesOnDisk } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { patch } from "./patch.ts";

export interface FmtOptions {
  readonly paths: readonly string[];
  readonly check: boolean;
  readonly diff: boolean;
  readonly stdinFilename: string;
}

/**
 * Formats manifests in place, or standard input to standard output. With `check` or `diff` nothing is written. A file
 * with errors of syntax is reported and left as it is.
 */
export async function fmt(options: FmtOptions, io: Io): Promise<number> {
  const { paths, stdinFilename } = options;
  if (!paths.includes("-")) return formatFiles(options, io);
  if (paths.length > 1) throw new Misuse("`-` stands for standard input, and goes with no other path.");
  return formatInput({ uri: stdinFilename, text: await io.stdin() }, options, io);
}

function formatFiles({ paths, check, diff }: FmtOptions, io: Io): number {
  const files = filesOnDisk(io.cwd);
  const { apps } = findProject(files, paths);
  const kinds = new Map(apps.flatMap(manifestsOf).map(({ source, kind }) => [source.uri, kind]));
  const named = apps.filter(({ only }) => only === undefined).flatMap(sourcesOf);
  const listed = named.map(({ uri }) => uri).filter((uri) => !uri.endsWith(".js"));
  const uris = [...new Set([...paths.flatMap((path) => manifestsUnder(files, path)), ...listed])];
  if (uris.length === 0) throw new Misuse(`there is no manifest under ${paths.join(", ")}.`);
  const outcomes = uris.map((uri) => {
    const bytes = readFileSync(resolve(io.cwd, uri));
    return isUtf8(bytes) ? formatted({ uri, text: bytes.toString() }, kinds.get(uri)) : notText(uri);
  });
  for (const outcome of outcomes) {
    complain(outcome, io);
    if (!outcome.isChanged) continue;
    if (diff) io.out(patch(outcome.source.uri, outcome.source.text, outcome.text));
    else io.out(`${outcome.source.uri}\n`);
    if (!check && !diff) writeFileSync(resolve(io.cwd, outcome.source.uri), outcome.text);
  }
  return exitCode(outcomes, check);
}

function formatInput(source: Source, { check, diff }: FmtOptions, io: Io): number {
  const outcome = formatted(source, undefined);
  complain(outcome, io);
  if (diff) io.out(outcome.isChanged ? patch(source.uri, source.text, outcome.text) : "");
  else if (check) io.out(outcome.isChanged ? `${source.uri}\n` : "");
  else if (outcome.complaints.length === 0) io.out(outcome.text);
  return exitCode([outcome], check);
}

interface Outcome {
  readonly source: Source;
  /** What the text is to be. */
  readonly text: string;
  readonly isChanged: boolean;
  /** Why the file is left as it is. */
  readonly complaints: readonly string[];
}

function formatted(source: Source, kind: Kind | undefined): Outcome {
  const { value: edits, diagnostics } = format(source, kind ?? knownKind(source.uri));
  const complaints = diagnostics.map((found) => sentence(found, source));
  return { source, text: applied(source.text, edits), isChanged: edits.length > 0, complaints };
}

function notText(uri: string): Outcome {
  return { source: { uri, text: "" }, text: "", isChanged: false, complaints: [`${uri}: this is no UTF-8 text.`] };
}

function sentence({ span, code, message }: Diagnostic, { uri, text }: Source): string {
  const { line, column } = positions(text)(span.start);
  return `${uri}:${line}:${column} ${code}: ${message}`;
}

function complain({ source, complaints }: Outcome, io: Io): void {
  for (const complaint of complaints) io.err(`${complaint}\n`);
  if (complaints.length > 0) io.err(`imlc: ${source.uri} is left as it is.\n`);
}

function exitCode(outcomes: readonly Outcome[], check: boolean): number {
  if (outcomes.some(({ complaints }) => complaints.length > 0)) return exit.findings;
  return check && outcomes.some(({ isChanged }) => isChanged) ? exit.changes : exit.ok;
}

/** The manifests in a folder and those below it, or the one file that a path names. */
function manifestsUnder(files: Files, path: string): readonly string[] {
  const clean = joinPath(path.startsWith("/") ? "/" : ".", path);
  const names = files.list(clean)?.toSorted();
  if (names) {
    return names.flatMap((name) => {
      if (!name.endsWith("/")) return isManifest(name) ? [joinPath(clean, name)] : [];
      return isSearched(name.slice(0, -1)) ? manifestsUnder(files, joinPath(clean, name)) : [];
    });
  }
  if (files.read(clean) === undefined) throw new Misuse(`there is no file or folder ${path}.`);
  return [clean];
}

function isManifest(name: string): boolean {
  return /\.iml\.jsonc?$|\.imljson$/.test(name) || isConfigFile(name);
}

/** The kind of manifest that a file's name tells; other files may have variables of which nothing is known. */
function knownKind(uri: string): Kind | undefined {
  return kindByName(uri) ?? (isConfigFile(uri) ? "webhook" : undefined);
}
