import { at } from "./read.ts";
import { remembered } from "./remember.ts";
import type { Value } from "./values.ts";

/**
 * Reads a path that is only known when the template runs: names after dots, numbers or names in brackets, names with
 * dots in backticks. Array positions count from 1.
 */
export function readPath(object: Value, path: string): Value {
  if (!/[.[`]/.test(path)) return at(object, path);
  let value = object;
  for (const key of path.length > longest ? keysIn(path) : known(path).keys) value = at(value, key);
  return value;
}

/** The keys of a path, from the outermost on: names as text, positions as numbers. */
export function pathKeys(path: string): readonly PathKey[] {
  return /[.[`]/.test(path) ? keysIn(path) : [path];
}

/** What a step of a path reads. */
export type PathKey = string | number;

/** Paths are nearly always constants of a manifest; so many of them are kept, if they are no longer than this. */
const longest = 200;
const known = remembered(200, (path) => ({ keys: keysIn(path) }));

function keysIn(path: string): readonly PathKey[] {
  return Array.from(path.matchAll(segment), ([, quoted, index, name]) => keyOf(quoted, index, name));
}

/** A bracket without an end goes on to that of the path, so that no text is searched for it twice. */
const segment = /`([^`]*)`|\[([^\]]*)(?:\]|$)|([^.[\]`]+)/g;

function keyOf(quoted: string | undefined, index: string | undefined, name: string | undefined): PathKey {
  if (index === undefined) return quoted ?? name ?? "";
  if (index.trim() === "") return 1;
  return /^-?\d+$/.test(index.trim()) ? Number(index) : index.replace(/^\s*(['"`])(.*)\1\s*$/, "$2");
}
