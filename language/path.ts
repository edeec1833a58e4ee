import { at } from "./read.ts";
import type { Value } from "./values.ts";

/**
 * Reads a path that is only known when the template runs: names after dots, numbers or names in brackets, names with
 * dots in backticks. Array positions count from 1.
 */
export function readPath(object: Value, path: string): Value {
  if (!/[.[`]/.test(path)) return at(object, path);
  let value = object;
  for (const [, quoted, index, name] of path.matchAll(segment)) value = at(value, key(quoted, index, name));
  return value;
}

const segment = /`([^`]*)`|\[([^\]]*)\]|([^.[\]`]+)/g;

function key(quoted: string | undefined, index: string | undefined, name: string | undefined): Value {
  if (index === undefined) return quoted ?? name;
  if (index.trim() === "") return 1;
  return /^-?\d+$/.test(index.trim()) ? Number(index) : index.replace(/^\s*(['"`])(.*)\1\s*$/, "$2");
}
