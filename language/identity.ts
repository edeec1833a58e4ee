import { base64Text } from "./bytes.ts";
import { toText } from "./conversions.ts";
import { ImlError, type Site } from "./error.ts";
import { isArray, isBuffer, isCollection, isDate } from "./kinds.ts";
import type { Value } from "./values.ts";

/**
 * A text that two values share only if they are the same to a user: a number or truth value and its text are, undefined
 * and null are, dates of one instant, buffers of the same bytes, arrays of the same items and collections of the same
 * entries in any order, where a number and its text differ. Throws an `ImlError` if arrays and collections stand within
 * each other too deeply.
 */
export function identityOf(site: Site, value: Value): string {
  return isPlain(value) ? `text ${value}` : identity(site, value, 0);
}

function isPlain(value: Value): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Far more than JSON of a request may have. */
const deepest = 1000;

function identity(site: Site, value: Value, depth: number): string {
  if (depth > deepest) throw new ImlError("limit", site, `the value is nested more than ${deepest} levels deep.`);
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (isDate(value)) return `date ${value.getTime()}`;
  if (isBuffer(value)) return `buffer ${base64Text(value)}`;
  if (isArray(value)) return `[${value.map((item) => identity(site, item, depth + 1)).join()}]`;
  if (!isCollection(value)) return toText(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${identity(site, value[key], depth + 1)}`);
  return `{${entries.join()}}`;
}
