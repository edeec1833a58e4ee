import type { IToken } from "chevrotain";
import { Colon, Comma, jsonLexer, LCurly, LSquare, RCurly, RSquare, Text } from "../grammar/json/grammar.ts";
import type { Span } from "../grammar/source.ts";

/** What leads to a place of a JSON text from its root: keys of objects, and positions in arrays from 0. */
export type JsonPath = readonly (string | number)[];

/** Where in a JSON text an offset is, told by what stands before it: what comes behind may be missing or broken. */
export type JsonPlace =
  /** Where a key stands or may stand; `path` leads to its object. */
  | { readonly kind: "key"; readonly path: JsonPath; readonly written: Written; readonly others: readonly string[] }
  | { readonly kind: "value"; readonly path: JsonPath; readonly written: Written }
  /** In a comment, behind a value, between a key and its colon. */
  | { readonly kind: "nowhere" };

/** What is written at the place: what an answer replaces. Without anything, `span` is empty. */
export interface Written {
  readonly span: Span;
  /** It is a string, which the offset is inside of; `closed`: it has its closing quote. */
  readonly string: { readonly closed: boolean } | undefined;
}

/** Finds out where in a JSON text an offset is. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace {
  const { tokens, groups } = jsonLexer.tokenize(text);
  if ((groups.comments ?? []).some((comment) => isInComment(comment, offset))) return nowhere;
  // What follows a slash can only be a comment.
  if (text[offset - 1] === "/" && !tokens.some((token) => touches(token, text, offset))) return nowhere;
  const at = tokens.findIndex((token) => touches(token, text, offset));
  const count = at >= 0 ? at : tokens.filter(({ startOffset }) => startOffset < offset).length;
  const levels: Level[] = [{ kind: "root", path: [], awaits: "value", keys: [] }];
  for (const token of tokens.slice(0, count)) step(levels, token);
  const level = levels.at(-1);
  if (!level) return nowhere;
  const token = at >= 0 ? tokens[at] : undefined;
  const written = token ? writtenOf(token, offset) : { span: { start: offset, end: offset }, string: undefined };
  const isBehind = level.awaits === "comma" && token !== undefined && level.kind === "object";
  if (level.awaits === "key" || isBehind) {
    return { kind: "key", path: level.path, written, others: othersOf(level, levels, tokens, count, token) };
  }
  if (level.awaits !== "value") return nowhere;
  return { kind: "value", path: pathIn(level), written };
}

const nowhere: JsonPlace = { kind: "nowhere" };

/** An object or an array that is open at a place. */
interface Level {
  readonly kind: "root" | "object" | "array";
  readonly path: JsonPath;
  awaits: "key" | "colon" | "value" | "comma";
  /** The keys of an object so far; of an array, something for each item. */
  readonly keys: string[];
}

function pathIn({ kind, path, keys }: Level): JsonPath {
  if (kind === "root") return path;
  return [...path, kind === "array" ? keys.length : (keys.at(-1) ?? "")];
}

/** Takes one token, as a reader would that forgives missing commas. */
function step(levels: Level[], token: IToken): void {
  const level = levels.at(-1);
  if (!level) return;
  const { tokenType } = token;
  if (tokenType === LCurly || tokenType === LSquare) {
    const kind = tokenType === LCurly ? "object" : "array";
    levels.push({ kind, path: pathIn(level), awaits: kind === "object" ? "key" : "value", keys: [] });
  } else if (tokenType === RCurly || tokenType === RSquare) {
    if (levels.length > 1) levels.pop();
    const outer = levels.at(-1);
    if (outer) endValue(outer);
  } else if (tokenType === Colon) {
    if (level.kind === "object") level.awaits = "value";
  } else if (tokenType === Comma) {
    level.awaits = level.kind === "object" ? "key" : "value";
  } else if (level.kind === "object" && level.awaits !== "value") {
    level.keys.push(plain(token));
    level.awaits = "colon";
  } else endValue(level);
}

function endValue(level: Level): void {
  level.awaits = "comma";
  if (level.kind === "array") level.keys.push("");
}

/** The keys that the object has beside the one at the cursor, also behind it. */
function othersOf(
  level: Level,
  levels: readonly Level[],
  tokens: readonly IToken[],
  count: number,
  current: IToken | undefined,
): readonly string[] {
  const own = { ...level, keys: [...level.keys] };
  const inside: Level[] = [...levels.slice(0, -1), own];
  const depth = inside.length;
  for (const [index, token] of tokens.slice(count).entries()) {
    // A key that belongs to an outer object may follow what was not closed.
    if (inside.length < depth) break;
    if (index === 0 && token === current) own.awaits = "colon";
    else step(inside, token);
  }
  return own.keys;
}

function isInComment({ image, startOffset }: IToken, offset: number): boolean {
  const end = startOffset + image.length;
  const isClosed = image.startsWith("/*") && image.endsWith("*/") && image.length > 3;
  return startOffset < offset && (isClosed ? offset < end : offset <= end);
}

/** Whether an offset is inside a token, or at the end of one that may go on. */
function touches(token: IToken, text: string, offset: number): boolean {
  const { startOffset: start, image, tokenType } = token;
  const end = start + image.length;
  if (offset <= start) return false;
  if (tokenType !== Text) return isWord(token) && offset <= end;
  if (isClosed(image)) return offset < end;
  // A string without an end was cut before the comma that seemed to follow it.
  return offset <= end || /^[ \t,]*$/.test(text.slice(end, offset));
}

function isWord({ image }: IToken): boolean {
  return /^[\w$.+-]/.test(image);
}

function writtenOf({ startOffset: start, image, tokenType }: IToken, offset: number): Written {
  const closed = tokenType === Text && isClosed(image);
  const span = { start, end: Math.max(start + image.length, offset) };
  return { span, string: tokenType === Text ? { closed } : undefined };
}

function isClosed(image: string): boolean {
  return /^"[^"\\]*(?:\\[\s\S][^"\\]*)*"$|^'[^'\\]*(?:\\[\s\S][^'\\]*)*'$/.test(image);
}

/** A key as it is meant; one with escapes is none that is declared anywhere. */
function plain({ image }: IToken): string {
  return image.replace(/^["']|["']$/g, "");
}
