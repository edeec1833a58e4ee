import { utf8Text } from "./bytes.ts";
import { toJson } from "./json.ts";
import { isArray, isBuffer, isDate } from "./kinds.ts";
import type { Value } from "./values.ts";

/**
 * The value as text: nothing for undefined and null, ISO 8601 for dates, items joined by commas, JSON for collections.
 *
 * @example
 * import { toText } from "imlc/values";
 *
 * console.log(toText(["a", null, { id: 7 }])); // a,,{"id":7}
 */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isDate(value)) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (isArray(value)) return joined(value);
  return isBuffer(value) ? utf8Text(value) : toJson(value);
}

/** The texts of the items with commas between them; arrays may stand in each other to any depth. */
function joined(array: readonly Value[]): string {
  const texts: string[] = [];
  const open = [array.values()];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const { value, done } = inner.next();
    if (done) open.pop();
    else if (isArray(value) && value.length > 0) open.push(value.values());
    else texts.push(isArray(value) ? "" : toText(value));
  }
  return texts.join(",");
}

/**
 * The value as arithmetic takes it: null and blank text are 0, a date its epoch milliseconds, what is no number NaN.
 *
 * @example
 * import { toNumber } from "imlc/values";
 *
 * console.log(toNumber(" 7.5 ")); // 7.5
 * console.log(toNumber(new Date(60_000))); // 60000
 */
export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (value === null || typeof value === "string" || typeof value === "boolean") return Number(value);
  return value !== undefined && isDate(value) ? value.getTime() : Number.NaN;
}

/**
 * Whether the value counts as true: all but undefined, null, false, 0, NaN and the empty text.
 *
 * @example
 * import { truthy } from "imlc/values";
 *
 * console.log(truthy("")); // false
 * console.log(truthy([])); // true
 */
export function truthy(value: Value): boolean {
  return Boolean(value);
}

/**
 * The value as an array: an array itself, nothing for undefined and null, else the value as the only item.
 *
 * @example
 * import { toArray } from "imlc/values";
 *
 * console.log(toArray("a")); // [ 'a' ]
 * console.log(toArray(null)); // []
 */
export function toArray(value: Value): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}
