import moment from "moment-timezone";

/** Writes one token of Moment.js from a date whose UTC fields are those of the clocks, `ahead` minutes of UTC. */
export type TokenWriter = (clock: Date, ahead: number) => string;

const english = moment.localeData("en");
const months = english.months();
const monthsShort = english.monthsShort();
const days = english.weekdays();
const daysShort = english.weekdaysShort();

/** The usual tokens, for years of four digits and offsets of whole minutes. */
export const tokenWriters: ReadonlyMap<string, TokenWriter> = new Map<string, TokenWriter>([
  ["YYYY", (clock) => String(clock.getUTCFullYear()).padStart(4, "0")],
  ["YY", (clock) => two(clock.getUTCFullYear() % 100)],
  ["Q", (clock) => String(Math.floor(clock.getUTCMonth() / 3) + 1)],
  ["M", (clock) => String(clock.getUTCMonth() + 1)],
  ["MM", (clock) => two(clock.getUTCMonth() + 1)],
  ["MMM", (clock) => monthsShort[clock.getUTCMonth()] ?? ""],
  ["MMMM", (clock) => months[clock.getUTCMonth()] ?? ""],
  ["D", (clock) => String(clock.getUTCDate())],
  ["DD", (clock) => two(clock.getUTCDate())],
  ["ddd", (clock) => daysShort[clock.getUTCDay()] ?? ""],
  ["dddd", (clock) => days[clock.getUTCDay()] ?? ""],
  ["H", (clock) => String(clock.getUTCHours())],
  ["HH", (clock) => two(clock.getUTCHours())],
  ["h", (clock) => String(clock.getUTCHours() % 12 || 12)],
  ["hh", (clock) => two(clock.getUTCHours() % 12 || 12)],
  ["a", (clock) => (clock.getUTCHours() < 12 ? "am" : "pm")],
  ["A", (clock) => (clock.getUTCHours() < 12 ? "AM" : "PM")],
  ["m", (clock) => String(clock.getUTCMinutes())],
  ["mm", (clock) => two(clock.getUTCMinutes())],
  ["s", (clock) => String(clock.getUTCSeconds())],
  ["ss", (clock) => two(clock.getUTCSeconds())],
  ["SSS", (clock) => String(clock.getUTCMilliseconds()).padStart(3, "0")],
  ["Z", (_, ahead) => offset(ahead, ":")],
  ["ZZ", (_, ahead) => offset(ahead, "")],
  ["X", (clock, ahead) => String(Math.floor(instant(clock, ahead) / 1000))],
  ["x", (clock, ahead) => String(instant(clock, ahead))],
]);

/** The end of ISO 8601 where no format is given: `Z` wherever the clocks are those of UTC. */
export const isoOffset: TokenWriter = (_, ahead) => (ahead === 0 ? "Z" : offset(ahead, ":"));

function two(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

function offset(ahead: number, separator: string): string {
  const minutes = Math.abs(ahead);
  return `${ahead < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

function instant(clock: Date, ahead: number): number {
  return clock.getTime() - ahead * 60_000;
}
