import moment from "moment-timezone";
import { between, oneOf } from "./random.ts";

/** An instant in epoch milliseconds, and the zone in which it is looked at. */
export interface Moment {
  readonly instant: number;
  readonly zone: string;
}

export const zones: readonly string[] = moment.tz.names();

const from = Date.UTC(1970, 0, 1);
const to = Date.UTC(2038, 0, 1) - 1;
const second = 1000;

/** Every change of the clocks of every zone from 1970 to 2037, with the second before and the second after. */
export function edges(): readonly Moment[] {
  return zones.flatMap((zone) =>
    (moment.tz.zone(zone)?.untils ?? [])
      .filter((until) => until >= from && until <= to)
      .flatMap((until) => [until - second, until, until + second].map((instant) => ({ instant, zone }))),
  );
}

/** An instant of those years in some zone. */
export function anyMoment(random: () => number): Moment {
  return { instant: between(from, to, random), zone: oneOf(zones, random) };
}

const tokens = [
  ..."M Mo MM MMM MMMM Q Qo D Do DD DDD DDDo DDDD d do dd ddd dddd e E w wo ww W Wo WW YY YYYY YYYYYY Y y N NN NNN".split(
    " ",
  ),
  ..."NNNN NNNNN gg gggg GG GGGG A a H HH h hh k kk m mm s ss S SS SSS SSSS SSSSSSSSS z zz Z ZZ X x LT LTS L LL".split(
    " ",
  ),
  ..."LLL LLLL l ll lll llll Hmm hmm Hmmss hmmss".split(" "),
];
const texts = [
  " ",
  "-",
  "/",
  ":",
  ".",
  ", ",
  "T",
  "[T]",
  "[at]",
  "[]",
  "[",
  "]",
  "[[",
  "\\",
  "\\D",
  "\\[",
  "o",
  "é",
  "😀",
  "-\n",
  "$&",
  "w|",
];

/** Tokens of Moment.js and text in any order. */
export function anyFormat(random: () => number): string {
  return Array.from({ length: between(1, 10, random) }, () => oneOf(random() < 0.65 ? tokens : texts, random)).join("");
}

const dates = [
  "YYYY-MM-DD",
  "D.M.YYYY",
  "MM/DD/YYYY",
  "MMM D, YYYY",
  "Do MMMM YYYY",
  "YYYYMMDD",
  "GGGG-[W]WW-E",
  "YYYY-DDDD",
  "D MMM YY",
  "L",
  "ll",
  "LL",
];
const times = ["HH:mm:ss.SSS", "HH:mm:ss", "H:mm", "h:mm A", "hh:mm:ss a", "HHmmss", "LT", "LTS", "Hmm", "kk:mm"];
const offsets = ["", "Z", " ZZ", " Z"];

/** A format that dates are written in to be read again. */
export function usualFormat(random: () => number): string {
  const chance = random();
  if (chance < 0.05) return oneOf(["X", "x", "LLL", "llll", "YYYY", "HH:mm"], random);
  if (chance < 0.2) return oneOf(dates, random);
  return `${oneOf(dates, random)}${oneOf([" ", "T", "  ", ", "], random)}${oneOf(times, random)}${oneOf(offsets, random)}`;
}
