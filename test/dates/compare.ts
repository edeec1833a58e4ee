import moment from "moment-timezone";
import { dateFormat } from "../../language/date-format.ts";
import { ImlError, site } from "../../language/error.ts";
import { formatDate, parseDate } from "../../language/functions/index.ts";
import type { Moment } from "./moments.ts";

const at = site("date", "template:1:1");

/** How formatting differs from what Moment does by itself; undefined if it does not. */
export function formatDifference({ instant, zone }: Moment, format: string): string | undefined {
  const expected = moment.tz(instant, zone).format(format);
  const got = formatDate(at, "UTC", new Date(instant), dateFormat(format), zone);
  return got === expected ? undefined : `${told({ instant, zone }, format)}: ${shown(got)}, not ${shown(expected)}`;
}

/** How reading a text differs from what Moment does by itself. */
export function parseDifference(text: string, format: string, zone: string): string | undefined {
  const expected = moment.tz(text, format, zone).valueOf();
  const got = parsed(text, format, zone);
  return Object.is(got, expected)
    ? undefined
    : `${shown(text)} as ${shown(format)} in ${zone}: ${got}, not ${expected}`;
}

function parsed(text: string, format: string, zone: string): number {
  try {
    return parseDate(at, zone, text, format).getTime();
  } catch (error) {
    if (error instanceof ImlError && error.code === "argument-type") return Number.NaN;
    throw error;
  }
}

function told({ instant, zone }: Moment, format: string): string {
  return `${new Date(instant).toISOString()} in ${zone} as ${shown(format)}`;
}

function shown(text: string): string {
  return JSON.stringify(text);
}
