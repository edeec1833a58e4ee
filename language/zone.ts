import moment from "moment-timezone";
import { remembered } from "./remember.ts";
import type { Words } from "./words.ts";

/** The version of the time-zone data, as `2026a`. */
export const zoneDataVersion: string = moment.tz.dataVersion;

let names: ReadonlySet<string> | undefined;

/** Whether there is a time zone of this name (IANA), in whatever case. */
export function isZone(name: string): boolean {
  names ??= new Set(moment.tz.names().flatMap((known) => [known, known.toLowerCase()]));
  return names.has(name) || names.has(name.toLowerCase());
}

/** The time zones. */
export const zones: Words = { what: "time zone", all: () => moment.tz.names(), has: isZone };

/**
 * The minutes by which the clocks of a zone are ahead of UTC at an instant. Undefined for years that are not written
 * with four digits, and where a zone went by its local mean time, which is no whole minute ahead or only a few.
 */
export function minutesAhead(zone: string, date: Date): number | undefined {
  const instant = date.getTime();
  if (!(instant > firstYear && instant < yearTenThousand)) return undefined;
  if (zone === "UTC") return 0;
  const ahead = 0 - (rulesOf(zone).zone?.utcOffset(instant) ?? Number.NaN);
  return Number.isInteger(ahead) && (ahead === 0 || Math.abs(ahead) > fewMinutes) ? ahead : undefined;
}

/** A day less than these years at either end, for no clock is further from UTC. */
const firstYear = Date.parse("0000-01-02T00:00Z");
const yearTenThousand = Date.parse("9999-12-31T00:00Z");

/** Moment takes smaller offsets for hours. */
const fewMinutes = 16;

const rulesOf = remembered(1000, (name) => ({ zone: moment.tz.zone(name) }));

/** The instant at which the clocks of a zone show a time; `month` counts from 1. */
export function instantIn(zone: string, clock: Clock): Date {
  const { year, month, day, hour, minute, second, millisecond } = clock;
  if (zone === "UTC") return utc(clock);
  return moment.tz([year, month - 1, day, hour, minute, second, millisecond], zone).toDate();
}

/** What a calendar and a clock show. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** The instant at which the clocks of UTC show a time. */
export function utc({ year, month, day, hour, minute, second, millisecond }: Clock): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date;
}
