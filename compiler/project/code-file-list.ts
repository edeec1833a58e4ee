import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { JsonNode, JsonString } from "../../grammar/json/ast.ts";
import { isNull, membersOf } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import { wrongShape } from "../manifest/diagnostics.ts";
import { respelled } from "../manifest/reading.ts";
import { isWritten } from "../manifest/words.ts";
import { type ComponentType, codeFiles } from "./code-files.ts";
import type { Place } from "./components.ts";
import {
  codeFileMissing,
  fileNameCase,
  fileNotNamed,
  formerCodeName,
  pathOutsideApp,
  unknownAppKey,
} from "./diagnostics.ts";
import { type Files, joinPath, splitPath } from "./files.ts";
import { usualFile } from "./usual-files.ts";

/** The reading of a file that lists others: which file it is, the folder its paths start at, and what was found. */
export interface Listing {
  readonly uri: string;
  readonly files: Files;
  readonly folder: string;
  readonly found: Diagnostic[];
}

/**
 * The files that `codeFiles` of a component names, by their names. Of those that it has no word of, the ones that lie
 * where they do by default are taken all the same.
 */
export function codeFilesOf(
  type: ComponentType,
  id: string,
  declared: JsonNode | undefined,
  listing: Listing,
): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  const named = new Set<string>();
  for (const { key, value } of membersOf(declared)) {
    const name = codeFileName(type, key, listing);
    const file = name === undefined ? undefined : codeFiles[type][name];
    if (name === undefined || !file) continue;
    named.add(name);
    const source = namedFile(value, `${name}\` of the ${type} \`${id}`, file.isNeeded, listing);
    if (source) sources.set(name, source);
  }
  for (const [name, file] of Object.entries(codeFiles[type])) {
    const source = named.has(name) ? undefined : usualFile(listing.files, listing.folder, type, id, file);
    if (!source) continue;
    sources.set(name, source);
    const place = { uri: source.uri, span: { start: 0, end: 0 } };
    listing.found.push(fileNotNamed(place, { component: `the ${type} \`${id}\`` }));
  }
  return sources;
}

/** The file at a path that is written in the list; undefined if there is none. */
export function namedFile(
  json: JsonNode | undefined,
  what: string,
  isNeeded: boolean,
  listing: Listing,
): Source | undefined {
  if (!json || isNull(json)) return undefined;
  const place = placeIn(listing, json);
  if (json.kind !== "string") {
    const params = { where: `\`${what}\``, is: isWritten(json), takes: "a path or `null`" };
    listing.found.push(wrongShape(place, params));
    return undefined;
  }
  const path = json.decoded.text;
  if (isOutside(path)) {
    listing.found.push(pathOutsideApp(place, { path }));
    return undefined;
  }
  const { files, folder } = listing;
  const uri = spelledAsOnDisk(files, joinPath(folder, path));
  const text = uri === undefined ? undefined : files.read(uri);
  if (uri === undefined || text === undefined) {
    if (isNeeded) listing.found.push(codeFileMissing(place, { path, what }));
    return undefined;
  }
  if (uri !== joinPath(folder, path)) listing.found.push(fileNameCase(place, { path, name: splitPath(uri).name }));
  return { uri, text };
}

/** Complains of keys of an object that mean nothing. */
export function reportUnknown(
  json: JsonNode | undefined,
  known: readonly string[],
  where: string,
  listing: Listing,
): void {
  for (const { key } of membersOf(json)) {
    const { text } = key.decoded;
    if (!known.includes(text)) listing.found.push(unknownKeyAt(key, known, where, listing));
  }
}

/** The place of a value; an object or a list is long, and its first character stands for it. */
export function placeIn({ uri }: Listing, { kind, span: { start, end } }: JsonNode): Place {
  return { uri, span: { start, end: kind === "object" || kind === "array" ? Math.min(start + 1, end) : end } };
}

/** What a key of `codeFiles` names: a file of the component by its present name, or by the one it had. */
function codeFileName(type: ComponentType, key: JsonString, listing: Listing): string | undefined {
  const names = codeFiles[type];
  const { text } = key.decoded;
  if (Object.hasOwn(names, text)) return text;
  const [name] = Object.entries(names).find(([, { former }]) => former === text) ?? [];
  if (name === undefined) {
    listing.found.push(unknownKeyAt(key, Object.keys(names), `\`codeFiles\` of a ${type}`, listing));
    return undefined;
  }
  const place = { uri: listing.uri, span: key.span };
  listing.found.push(formerCodeName(place, { former: text, name }, respelled(key.span, name, true)));
  return name;
}

function unknownKeyAt(key: JsonString, known: readonly string[], where: string, { uri }: Listing): Diagnostic {
  const { text } = key.decoded;
  const meant = nearest(text, known);
  return unknownAppKey({ uri, span: key.span }, { key: text, where, nearest: meant }, respelled(key.span, meant));
}

function isOutside(path: string): boolean {
  const clean = joinPath(".", path.replaceAll("\\", "/"));
  return /^(?:[/\\]|[A-Za-z]:)/.test(path) || clean === ".." || clean.startsWith("../");
}

/** A path whose names may differ from those of the disk in capitals only; undefined if there is no such file. */
function spelledAsOnDisk(files: Files, path: string): string | undefined {
  const { folder, name } = splitPath(path);
  const names = files.list(folder);
  if (names?.includes(name)) return path;
  const other = names?.find((each) => each.toLowerCase() === name.toLowerCase());
  return other && joinPath(folder, other);
}
