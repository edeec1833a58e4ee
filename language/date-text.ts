import { instantFromText } from "./instant.ts";
import { type Clock, instantIn, utc } from "./zone.ts";

/**
 * The date that a text names, undefined if it is in none of the shapes that Make lists for converting text to dates:
 * `2016-06-20T17:26:44.356Z`, `2016-06-20 17:26`, `2016/06/20`, `06/20/2016 5:26 PM`, `20.6.2016`, each with or without
 * seconds, AM or PM, and an offset (`+02:00`, `GMT+02:00`, `Z`). Without an offset it is a time of `zone`.
 */
export function dateFromText(text: string, zone: string): Date | undefined {
  const trimmed = text.trim();
  const exact = instantFromText(trimmed);
  if (exact) return exact;
  for (const shape of shapes) {
    const groups = shape.exec(trimmed)?.groups;
    if (groups) return instant(groups, zone);
  }
  return undefined;
}

const time = [
  /(?:T|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?/,
  /(?:\s*(?<half>[AP]M))?/,
  /(?:\s*(?<offset>Z|(?:UTC|GMT)?(?<sign>[+-])(?<offsetHour>\d{2}):?(?<offsetMinute>\d{2})?|UTC|GMT))?/,
]
  .map((part) => part.source)
  .join("");

const shapes = [
  /(?<year>\d{4}|[+-]\d{6})-(?<month>\d{1,2})-(?<day>\d{1,2})/,
  /(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})/,
  /(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})/,
  /(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})/,
].map((day) => new RegExp(`^${day.source}(?:${time})?$`, "i"));

type Groups = Readonly<Record<string, string | undefined>>;

function instant(groups: Groups, zone: string): Date | undefined {
  const clock = clockOf(groups);
  const date = utc(clock);
  if (!isOnClock(clock, groups) || date.getUTCMonth() !== clock.month - 1) return undefined;
  return groups.offset === undefined ? instantIn(zone, clock) : new Date(date.getTime() - offset(groups));
}

function clockOf(groups: Groups): Clock {
  const hour = Number(groups.hour ?? 0);
  return {
    year: Number(groups.year),
    month: Number(groups.month),
    day: Number(groups.day),
    hour: groups.half === undefined ? hour : (hour % 12) + (groups.half.toUpperCase() === "PM" ? 12 : 0),
    minute: Number(groups.minute ?? 0),
    second: Number(groups.second ?? 0),
    millisecond: Number((groups.fraction ?? "").slice(0, 3).padEnd(3, "0")),
  };
}

/** Days beyond the end of a month are found by the month they would lead to. */
function isOnClock({ day, hour, minute, second }: Clock, { half, hour: written }: Groups): boolean {
  const isHalfDay = half === undefined || (Number(written) >= 1 && Number(written) <= 12);
  return day > 0 && hour < 24 && minute < 60 && second < 60 && isHalfDay;
}

/** Milliseconds by which the clock is ahead of UTC. */
function offset({ sign, offsetHour = "0", offsetMinute = "0" }: Groups): number {
  const minutes = Number(offsetHour) * 60 + Number(offsetMinute);
  return (sign === "-" ? -minutes : minutes) * 60_000;
}
