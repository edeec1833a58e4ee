import moment from "moment-timezone";
import { describe, expect, test } from "vitest";
import { formatSlip } from "../../compiler/lint/date-format-slips.ts";

describe("what was probably meant", () => {
  test.each([
    ["YYYY-MM-DD HH:MM", "YYYY-MM-DD HH:mm"],
    ["YYYY-MM-DD HH:MM:SS", "YYYY-MM-DD HH:mm:ss"],
    ["yyyy-MM-dd'T'HH:mm", "YYYY-MM-DD'T'HH:mm"],
    ["yy/MM", "YY/MM"],
    ["DD/mm/YYYY", "DD/MM/YYYY"],
    ["YYYYmmDD", "YYYYMMDD"],
    ["mm.DD.", "MM.DD."],
    ["dd.MM.YYYY", "DD.MM.YYYY"],
    ["MMM d", "MMM D"],
    ["YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DDTHH:mm:ssZ"],
    ["HH:mm.SS", "HH:mm.ss"],
    ["[yyyy] yyyy [hh] HH.MM", "[yyyy] YYYY [hh] HH.mm"],
    ["HHMM", "HHmm"],
    ["DDmm", "DDMM"],
    ["mmDD", "MMDD"],
    ["Mdd", "MDD"],
    ["ddM", "DDM"],
    ["d M", "D M"],
    ["YYYY h", "YYYY H"],
    ["YYYY-MM-DDTHH:mm:ss[Z]", "YYYY-MM-DDTHH:mm:ssZ"],
    ["YYYY-MM-DDTHH:mm:ss.SSS[Z]", "YYYY-MM-DDTHH:mm:ss.SSSZ"],
  ])("%s is %s", (format, meant) => {
    expect(formatSlip(format, false)?.meant).toBe(meant);
    expect(formatSlip(meant, false)).toBeUndefined();
  });
});

describe("formats in which nothing is odd", () => {
  test.each([
    "YYYY-MM-DD",
    "YYYY-MM-DD HH:mm:ss",
    "ddd, DD MMM YYYY HH:mm:ss",
    "dddd, MMMM Do YYYY, h:mm:ss a",
    "hh:mm [o'clock] A",
    "mm:ss.SS",
    "HHmm",
    "HH:mm DD.MM.",
    "H:mm/DD",
    "HH MMMM",
    "X",
    "x",
    "LT",
    "[hh]",
    "Do MMM",
    "ddd DD MM",
    "DD dd MM",
    "MM dd DD",
    "dd, MMM D",
    "A hh",
    "hh:mm, A",
    "mm.SSS",
    "HH:mm",
    "kk:mm YYYY",
    "HH:MMM",
    "MMMM dddd",
    "",
  ])("%s", (format) => expect(formatSlip(format, false)).toBeUndefined());

  test("a Z as a letter, in the zone that it claims", () => {
    expect(formatSlip("YYYY-MM-DDTHH:mm:ss[Z]", true)).toBeUndefined();
    expect(formatSlip("YYYY[Z]", false)).toBeUndefined();
  });
});

test.each([
  ["yy", "the year of an era"],
  ["HH:MM", "`mm` is the minute"],
  ["mm:SS", "`SS` is hundredths of a second"],
  ["YYYY-mm", "`MM` is the month"],
  ["MM/dd", "`d` is the day of the week"],
  ["hh", "`h` counts to 12"],
  ["ss[Z]", "`[Z]` is a letter that claims UTC"],
])("why %s is odd: %s", (format, why) => {
  expect(formatSlip(format, false)?.why).toContain(why);
});

test("of the formats that Moment.js itself offers, none is odd", () => {
  const formats = Object.values(moment.HTML5_FMT);
  expect(formats.length).toBeGreaterThan(5);
  expect(formats.filter((format) => formatSlip(format, false))).toEqual([]);
});
