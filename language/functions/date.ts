import moment from "moment-timezone";
import { wrongArgument } from "../arguments.ts";
import { dateFormat, formatIn, longestFormat } from "../date-format.ts";
import { dateFromText } from "../date-text.ts";
import { ImlError, type Site } from "../error.ts";
import { t } from "../types.ts";
import { zones } from "../zone.ts";
import { knownZone } from "../zone-clock.ts";
import { define } from "./define.ts";

const source = "Make help: date and time functions, tokens for date and time formatting and parsing; momentjs.com";

/** Characters of a format, and of a text that is read by one: the time it takes grows with the cube of them. */
const longest = longestFormat;

export const formatDate = define(
  {
    name: "formatDate",
    doc: "A date as text, written with the tokens of Moment.js (`YYYY-MM-DD HH:mm`) in a time zone; without one, in that of the environment. Without a format, ISO 8601 with the offset.",
    source,
    examples: [
      ["formatDate('2018-10-01T07:32:00Z'; 'MM/DD/YYYY')", "10/01/2018"],
      ["formatDate('2018-10-01T07:32:00Z'; 'DD.MM.YYYY HH:mm'; 'Europe/Prague')", "01.10.2018 09:32"],
      ["formatDate(1234567890000; 'X')", "1234567890"],
    ],
    params: [
      ["date", t.date],
      ["format?", t.text],
      ["timezone?", t.text],
    ],
    returns: t.text,
    needs: ["site", "zone"],
    prepare: { format: "dateFormat" },
    takes: { timezone: zones },
  },
  (site, zone, date, format = iso, timezone) => {
    bounded(site, "format", format.text);
    return formatIn(knownZone(site, timezone || zone), date, format);
  },
);

const iso = dateFormat(undefined);

export const parseDate = define(
  {
    name: "parseDate",
    doc: "The date that a text names, read by the tokens of Moment.js in a time zone; without one, in that of the environment. Without a format, the usual ways to write a date are understood.",
    source,
    examples: [
      ["parseDate('2016-12-28 16:03'; 'YYYY-MM-DD HH:mm')", new Date("2016-12-28T16:03:00Z")],
      ["parseDate('2016-12-28 16:03'; 'YYYY-MM-DD HH:mm'; 'America/New_York')", new Date("2016-12-28T21:03:00Z")],
      ["parseDate('1482940986'; 'X')", new Date("2016-12-28T16:03:06Z")],
      ["parseDate('28.12.2016')", new Date("2016-12-28T00:00:00Z")],
    ],
    params: [
      ["text", t.text],
      ["format?", t.text],
      ["timezone?", t.text],
    ],
    returns: t.date,
    needs: ["site", "zone"],
    takes: { timezone: zones },
  },
  (site, zone, text, format, timezone) => {
    const within = knownZone(site, timezone || zone);
    const date = format
      ? moment.tz(bounded(site, "text", text), bounded(site, "format", format), within).toDate()
      : dateFromText(text, within);
    if (date === undefined || Number.isNaN(date.getTime())) throw wrongArgument(site, "text", "date", text);
    return date;
  },
);

function bounded(site: Site, param: string, text: string): string {
  if (text.length <= longest) return text;
  throw new ImlError("limit", site, `\`${param}\` has more than ${longest} characters.`);
}
