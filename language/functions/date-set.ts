import type { Moment } from "moment-timezone";
import { asNumber } from "../arguments.ts";
import { toText } from "../conversions.ts";
import { ImlError, type Site } from "../error.ts";
import { numberOf } from "../numbers.ts";
import type { Value } from "../values.ts";
import { type Moving, moving, movingNamed } from "./date-move.ts";

/** What is set is a whole number. */
function setting(row: Moving, set: (local: Moment, number: number) => Moment) {
  return moving(row, (local, number) => set(local, Math.trunc(number)));
}

/** As `setting`, but what is set has a name in English, too; the names count from 1. */
function settingNamed(
  what: string,
  names: readonly string[],
  row: Moving,
  set: (local: Moment, number: number) => Moment,
) {
  const has = (text: string) => numberOf(text) !== undefined || indexNamed(names, text) >= 0;
  return movingNamed({ what, all: () => names, has }, row, (local, value, site) =>
    set(local, Math.trunc(numberNamed(site, names, value))),
  );
}

export const setYear = setting(
  {
    name: "setYear",
    doc: "The date in another year, at the same time on the clocks of the zone. 29 February becomes 28 February where there is none.",
    examples: [
      ["setYear('2015-08-07T11:36:39.138Z'; 2017)", new Date("2017-08-07T11:36:39.138Z")],
      ["setYear('2016-02-29T12:00:00Z'; 2017)", new Date("2017-02-28T12:00:00Z")],
    ],
  },
  (local, year) => local.year(year),
);

const months = "january february march april may june july august september october november december".split(" ");

export const setMonth = settingNamed(
  "month",
  months,
  {
    name: "setMonth",
    doc: "The date in another month, 1 to 12 or its English name, at the same time on the clocks of the zone. A number outside that range leads into another year; a day that the month does not have becomes its last.",
    examples: [
      ["setMonth('2015-08-07T11:36:39.138Z'; 5)", new Date("2015-05-07T11:36:39.138Z")],
      ["setMonth('2015-08-07T11:36:39.138Z'; 17)", new Date("2016-05-07T11:36:39.138Z")],
      ["setMonth('2015-08-31T11:36:39.138Z'; 'February')", new Date("2015-02-28T11:36:39.138Z")],
    ],
  },
  (local, month) => local.month(month - 1),
);

export const setDate = setting(
  {
    name: "setDate",
    doc: "The date on another day of its month, at the same time on the clocks of the zone. A number that the month does not have leads into another month.",
    examples: [
      ["setDate('2015-08-07T11:36:39.138Z'; 5)", new Date("2015-08-05T11:36:39.138Z")],
      ["setDate('2015-08-07T11:36:39.138Z'; 32)", new Date("2015-09-01T11:36:39.138Z")],
    ],
  },
  (local, day) => local.date(day),
);

const days = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

export const setDay = settingNamed(
  "day of the week",
  days,
  {
    name: "setDay",
    doc: "The date on another day of its week, which goes from Sunday (1) to Saturday (7), or its English name, at the same time on the clocks of the zone. A number outside that range leads into another week.",
    examples: [
      ["setDay('2018-06-27T11:36:39.138Z'; 'Monday')", new Date("2018-06-25T11:36:39.138Z")],
      ["setDay('2018-06-27T11:36:39.138Z'; 1)", new Date("2018-06-24T11:36:39.138Z")],
      ["setDay('2018-06-27T11:36:39.138Z'; 8)", new Date("2018-07-01T11:36:39.138Z")],
    ],
  },
  (local, day) => local.day(day - 1),
);

export const setHour = setting(
  {
    name: "setHour",
    doc: "The date at another hour on the clocks of the zone. A number outside 0 to 23 leads into another day.",
    examples: [
      ["setHour('2015-08-07T11:36:39.138Z'; 6)", new Date("2015-08-07T06:36:39.138Z")],
      ["setHour('2015-08-07T11:36:39.138Z'; -6)", new Date("2015-08-06T18:36:39.138Z")],
    ],
  },
  (local, hour) => local.hour(hour),
);

export const setMinute = setting(
  {
    name: "setMinute",
    doc: "The date at another minute. A number outside 0 to 59 leads into another hour.",
    examples: [
      ["setMinute('2015-10-07T11:36:39.138Z'; 10)", new Date("2015-10-07T11:10:39.138Z")],
      ["setMinute('2015-10-07T11:36:39.138Z'; 61)", new Date("2015-10-07T12:01:39.138Z")],
    ],
  },
  (local, minute) => local.minute(minute),
);

export const setSecond = setting(
  {
    name: "setSecond",
    doc: "The date at another second. A number outside 0 to 59 leads into another minute.",
    examples: [
      ["setSecond('2015-10-07T11:36:39.138Z'; 10)", new Date("2015-10-07T11:36:10.138Z")],
      ["setSecond('2015-10-07T11:36:39.138Z'; 61)", new Date("2015-10-07T11:37:01.138Z")],
    ],
  },
  (local, second) => local.second(second),
);

function numberNamed(site: Site, names: readonly string[], value: Value): number {
  if (typeof value !== "string" || numberOf(value) !== undefined) return asNumber(site, "value", value);
  const index = indexNamed(names, value);
  if (index < 0) {
    const reason = `'${toText(value).slice(0, 40)}' is neither a number nor one of ${names.join(", ")}.`;
    throw new ImlError("argument-value", site, reason);
  }
  return index + 1;
}

/** Where a name stands among others, or -1. Three letters of it are enough. */
function indexNamed(names: readonly string[], text: string): number {
  const word = text.trim().toLowerCase();
  return word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word));
}
