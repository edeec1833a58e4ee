import moment from "moment-timezone";
import { site } from "../../language/error.ts";
import {
  addDays,
  addHours,
  addMinutes,
  addMonths,
  addSeconds,
  addYears,
  setDate,
  setDay,
  setHour,
  setMinute,
  setMonth,
  setSecond,
  setYear,
} from "../../language/functions/index.ts";
import type { Moment } from "./moments.ts";

const at = site("date", "template:1:1");
const minute = 60_000;
const day = 24 * 60 * minute;

/** Milliseconds by which the clocks of a zone are ahead of UTC. */
function ahead(zone: string, instant: number): number {
  return -Math.round((moment.tz.zone(zone)?.utcOffset(instant) ?? Number.NaN) * minute);
}

/**
 * The instant at which the clocks show `wall`, which is written as if they were those of UTC. If they show it twice,
 * they are still as far ahead as they were, `before`, or else as they are when clocks as before would show it. If they
 * never do, because they are moved forward, it is counted from before they are.
 */
function showing(zone: string, wall: number, before: number): number {
  const dayEarlier = ahead(zone, wall - day);
  const found = [before, ahead(zone, wall - before), dayEarlier, ahead(zone, wall + day)].map((offset) => ({
    offset,
    instant: wall - offset,
  }));
  return found.find(({ offset, instant }) => ahead(zone, instant) === offset)?.instant ?? wall - dayEarlier;
}

/** Changes what the clocks show, as numbers of a calendar. */
function onClock({ instant, zone }: Moment, change: (wall: Date) => void): number {
  const offset = ahead(zone, instant);
  const wall = new Date(instant + offset);
  change(wall);
  return showing(zone, wall.getTime(), offset);
}

/** The day that a month of a year has at most. */
function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function toMonth(wall: Date, year: number, month: number): void {
  const first = new Date(Date.UTC(year, month, 1));
  const day = Math.min(wall.getUTCDate(), lastDay(first.getUTCFullYear(), first.getUTCMonth()));
  wall.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth(), day);
}

type Change = (moment: Moment, number: number) => number;

/** What each function is to give, worked out with nothing but a calendar of UTC and the offsets of the zone. */
const expected = {
  addYears: (m, n) => onClock(m, (wall) => toMonth(wall, wall.getUTCFullYear() + n, wall.getUTCMonth())),
  addMonths: (m, n) => onClock(m, (wall) => toMonth(wall, wall.getUTCFullYear(), wall.getUTCMonth() + n)),
  addDays: (m, n) => onClock(m, (wall) => wall.setUTCDate(wall.getUTCDate() + n)),
  addHours: ({ instant }, n) => instant + n * 60 * minute,
  addMinutes: ({ instant }, n) => instant + n * minute,
  addSeconds: ({ instant }, n) => instant + n * 1000,
  setYear: (m, n) => onClock(m, (wall) => toMonth(wall, 2000 + n, wall.getUTCMonth())),
  setMonth: (m, n) => onClock(m, (wall) => toMonth(wall, wall.getUTCFullYear(), n - 1)),
  setDate: (m, n) => onClock(m, (wall) => wall.setUTCDate(n)),
  setDay: (m, n) => onClock(m, (wall) => wall.setUTCDate(wall.getUTCDate() - wall.getUTCDay() + n - 1)),
  setHour: (m, n) => onClock(m, (wall) => wall.setUTCHours(n)),
  setMinute: (m, n) => m.instant + (n - shown(m).getUTCMinutes()) * minute,
  setSecond: (m, n) => m.instant + (n - shown(m).getUTCSeconds()) * 1000,
} satisfies Readonly<Record<string, Change>>;

function shown({ instant, zone }: Moment): Date {
  return new Date(instant + ahead(zone, instant));
}

const functions = {
  addYears,
  addMonths,
  addDays,
  addHours,
  addMinutes,
  addSeconds,
  setYear,
  setMonth,
  setDate,
  setDay,
  setHour,
  setMinute,
  setSecond,
};

export type ClockFunction = keyof typeof expected;

export const clockFunctions = Object.keys(expected) as readonly ClockFunction[];

/** How a function of dates differs from what the calendar says; undefined if it does not. */
export function clockDifference(name: ClockFunction, moment: Moment, number: number): string | undefined {
  const given = name === "setYear" ? 2000 + number : number;
  const got = functions[name](at, moment.zone, new Date(moment.instant), given).getTime();
  const want = expected[name](moment, number);
  if (got === want) return undefined;
  const call = `${name}(${new Date(moment.instant).toISOString()}, ${given}) in ${moment.zone}`;
  return `${call}: ${new Date(got).toISOString()}, not ${new Date(want).toISOString()}`;
}
