import { toText } from "./conversions.ts";
import { dateFromText } from "./date-text.ts";
import { ImlError, type Site } from "./error.ts";
import { isArray, isBuffer, isCollection, isDate, kindOf } from "./kinds.ts";
import { numberOf } from "./numbers.ts";
import type { Collection, Value } from "./values.ts";
import { knownZone } from "./zone-clock.ts";

/**
 * The argument as a number; throws if it is none, as blank text, null and undefined are.
 *
 * @example
 * import { asNumber, site } from "imlc/values";
 *
 * console.log(asNumber(site("round", "webhook.iml.json:3:14"), "number", "7.5")); // 7.5
 */
export function asNumber(at: Site, param: string, value: Value): number {
  const number = numberOf(value);
  if (number === undefined) throw wrongArgument(at, param, "number", value);
  return number;
}

/**
 * An argument that may be left out: undefined if it is undefined or null, else as `asNumber`.
 *
 * @example
 * import { optionalNumber, site } from "imlc/values";
 *
 * const here = site("slice", "webhook.iml.json:3:14");
 * console.log(optionalNumber(here, "end", "2")); // 2
 * console.log(optionalNumber(here, "end", null)); // undefined
 */
export function optionalNumber(at: Site, param: string, value: Value): number | undefined {
  return value === undefined || value === null ? undefined : asNumber(at, param, value);
}

/**
 * An argument that may be left out: undefined if it is undefined or null, else its text.
 *
 * @example
 * import { optionalText } from "imlc/values";
 *
 * console.log(optionalText(7)); // 7
 * console.log(optionalText(null)); // undefined
 */
export function optionalText(value: Value): string | undefined {
  return value === undefined || value === null ? undefined : toText(value);
}

/**
 * The argument as a date: a date, epoch milliseconds, or text in one of the accepted shapes, read in `zone` (an IANA
 * name) if it has no offset. Throws if it is none of them, or there is no such zone.
 *
 * @example
 * import { asDate, site } from "imlc/values";
 *
 * const here = site("formatDate", "webhook.iml.json:3:14");
 * console.log(asDate(here, "date", "2024-05-20 12:00", "Europe/Prague").toISOString()); // 2024-05-20T10:00:00.000Z
 */
export function asDate(at: Site, param: string, value: Value, zone: string): Date {
  const date =
    typeof value === "number"
      ? new Date(value)
      : typeof value === "string"
        ? dateFromText(value, knownZone(at, zone))
        : value;
  if (date === undefined || !isDate(date) || Number.isNaN(date.getTime()))
    throw wrongArgument(at, param, "date", value);
  return date;
}

/**
 * The argument as a collection: undefined and null are empty ones; throws for all else that is none.
 *
 * @example
 * import { asCollection, site } from "imlc/values";
 *
 * const here = site("pick", "webhook.iml.json:3:14");
 * console.log(asCollection(here, "object", { id: 7 })); // { id: 7 }
 * console.log(asCollection(here, "object", null)); // {}
 */
export function asCollection(at: Site, param: string, value: Value): Collection {
  if (value === undefined || value === null) return {};
  if (!isCollection(value)) throw wrongArgument(at, param, "collection", value);
  return value;
}

/** What to throw for an argument that cannot be converted to the wanted kind of value. */
export function wrongArgument(at: Site, param: string, want: string, value: Value): ImlError {
  const got = kindOf(value);
  return new ImlError(
    "argument-type",
    at,
    `'${glimpse(value)}' is not a valid ${want} (\`${param}\` got ${named(got)}).`,
  );
}

const vowel = /^[aeiou]/;

function named(kind: string): string {
  if (kind === "undefined" || kind === "null") return kind;
  return kind === "text" ? "a text" : `${vowel.test(kind) ? "an" : "a"} ${kind}`;
}

/** So much of an argument tells which one it is; more would only spread the data of a payload. */
const glimpsed = 40;

function glimpse(value: Value): string {
  if (isBuffer(value) || isArray(value) || isCollection(value)) return "…";
  const text = toText(value);
  return text.length > glimpsed ? `${text.slice(0, glimpsed)}…` : text;
}
