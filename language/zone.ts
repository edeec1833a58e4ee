import moment from "moment-timezone";

let names: ReadonlySet<string> | undefined;

/** Whether there is a time zone of this name (IANA), in whatever case. */
export function isZone(name: string): boolean {
  names ??= new Set(moment.tz.names().map((known) => known.toLowerCase()));
  return names.has(name.toLowerCase());
}

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
