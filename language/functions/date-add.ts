import { ImlError } from "../error.ts";
import { t } from "../types.ts";
import { exactly } from "../words.ts";
import { moving } from "./date-move.ts";
import { define } from "./define.ts";

export const addYears = moving(
  {
    name: "addYears",
    doc: "The date so many years later, or earlier for a negative number, at the same time on the clocks of the zone. 29 February becomes 28 February where there is none.",
    examples: [
      ["addYears('2016-08-08T15:55:57.536Z'; 2)", new Date("2018-08-08T15:55:57.536Z")],
      ["addYears('2016-02-29T12:00:00Z'; 1)", new Date("2017-02-28T12:00:00Z")],
    ],
  },
  (local, number) => local.add(number, "years"),
);

export const addMonths = moving(
  {
    name: "addMonths",
    doc: "The date so many months later, or earlier for a negative number, at the same time on the clocks of the zone. A day that the month does not have becomes its last.",
    examples: [
      ["addMonths('2016-08-08T15:55:57.536Z'; -2)", new Date("2016-06-08T15:55:57.536Z")],
      ["addMonths('2024-01-31T12:00:00Z'; 1)", new Date("2024-02-29T12:00:00Z")],
    ],
  },
  (local, number) => local.add(number, "months"),
);

export const addDays = moving(
  {
    name: "addDays",
    doc: "The date so many days later, or earlier for a negative number, at the same time on the clocks of the zone: the day on which they change has 23 or 25 hours.",
    examples: [["addDays('2016-12-08T15:55:57.536Z'; -2)", new Date("2016-12-06T15:55:57.536Z")]],
  },
  (local, number) => local.add(number, "days"),
);

export const addHours = moving(
  {
    name: "addHours",
    doc: "The date so many hours later, or earlier for a negative number.",
    examples: [["addHours('2016-12-08T15:55:57.536Z'; 2)", new Date("2016-12-08T17:55:57.536Z")]],
  },
  (local, number) => local.add(number, "hours"),
);

export const addMinutes = moving(
  {
    name: "addMinutes",
    doc: "The date so many minutes later, or earlier for a negative number.",
    examples: [["addMinutes('2016-12-08T15:55:57.536Z'; -2)", new Date("2016-12-08T15:53:57.536Z")]],
  },
  (local, number) => local.add(number, "minutes"),
);

export const addSeconds = moving(
  {
    name: "addSeconds",
    doc: "The date so many seconds later, or earlier for a negative number.",
    examples: [["addSeconds('2016-12-08T15:55:57.536Z'; 2)", new Date("2016-12-08T15:55:59.536Z")]],
  },
  (local, number) => local.add(number, "seconds"),
);

const day = 86_400;

/** What each unit counts of the seconds between two dates. */
const units: ReadonlyMap<string, (seconds: number) => number> = new Map([
  ["D", (seconds: number) => seconds / day],
  ["H", (seconds: number) => seconds / 3600],
  ["m", (seconds: number) => seconds / 60],
  ["s", (seconds: number) => seconds],
  ["RH", (seconds: number) => (seconds % day) / 3600],
  ["Rm", (seconds: number) => (seconds % 3600) / 60],
  ["Rs", (seconds: number) => seconds % 60],
]);

export const dateDiff = define(
  {
    name: "dateDiff",
    doc: "How much time lies between a date and an earlier one: whole days of 24 hours (`D`), hours (`H`), minutes (`m`), seconds (`s`); or of the rest, the hours beside the days (`RH`), the minutes beside the hours (`Rm`), the seconds beside the minutes (`Rs`).",
    source: "Make help: date and time functions",
    examples: [
      ["dateDiff('2024-01-03 03:45'; '2024-01-01'; 'D')", 2],
      ["dateDiff('2024-01-03 03:45'; '2024-01-01'; 'H')", 51],
      ["dateDiff('2024-01-03 03:45'; '2024-01-01'; 'RH')", 3],
      ["dateDiff('2024-01-03 03:45'; '2024-01-01'; 'Rm')", 45],
    ],
    params: [
      ["end", t.date],
      ["start", t.date],
      ["unit", t.text],
    ],
    returns: t.number,
    needs: ["site"],
    takes: { unit: exactly("unit", units) },
  },
  (site, end, start, unit) => {
    const count = units.get(unit);
    if (count === undefined) {
      const known = [...units.keys()].map((name) => `\`${name}\``).join(", ");
      throw new ImlError("argument-value", site, `'${unit.slice(0, 40)}' is no unit; there are ${known}.`);
    }
    const milliseconds = end.getTime() - start.getTime();
    if (milliseconds < 0) {
      const reason = `the start (${start.toISOString()}) is after the end (${end.toISOString()}); the end comes first.`;
      throw new ImlError("argument-value", site, reason);
    }
    return Math.floor(count(Math.floor(milliseconds / 1000)));
  },
);
