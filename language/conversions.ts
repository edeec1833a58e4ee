import { utf8Text } from "./bytes.ts";
import { toJson } from "./json.ts";
import { isArray, isBuffer, isDate } from "./kinds.ts";
import type { Value } from "./values.ts";

/**
 * The value as text: nothing for undefined and null, ISO 8601 for dates, items joined by commas, JSON for collections.
 */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isDate(value)) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (isArray(value)) return value.map(toText).join(",");
  return isBuffer(value) ? utf8Text(value) : toJson(value);
}

/**
 * The value as arithmetic takes it: null and blank text are 0, a date its epoch milliseconds, what is no number NaN.
 */
export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (value === null || typeof value === "string" || typeof value === "boolean") return Number(value);
  return value !== undefined && isDate(value) ? value.getTime() : Number.NaN;
}

/** Whether the value counts as true: all but undefined, null, false, 0, NaN and the empty text. */
export function truthy(value: Value): boolean {
  return Boolean(value);
}

/** The value as an array: an array itself, nothing for undefined and null, else the value as the only item. */
export function toArray(value: Value): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}
