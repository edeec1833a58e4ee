import fc from "fast-check";
import moment from "moment-timezone";
import { expect, test } from "vitest";
import { dateFormat, formatIn } from "../../language/date-format.ts";

const zones = fc.constantFrom(...moment.tz.names(), "UTC", "europe/prague");

/** Also the years that are not written with four digits, and those in which zones went by the sun. */
const instants = fc.oneof(
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.integer({ min: Date.UTC(1800, 0), max: Date.UTC(2100, 0) }),
  fc
    .tuple(
      fc.constantFrom("0000-01-01", "0000-01-02", "0001-01-01", "9999-12-31", "+010000-01-01"),
      fc.integer({ min: -2e8, max: 2e8 }),
    )
    .map(([day, moved]) => Date.parse(`${day}T00:00:00Z`) + moved),
);

const tokens = "YYYY YY Q M MM MMM MMMM D DD ddd dddd H HH h hh a A m mm s ss SSS Z ZZ X x".split(" ");
const texts = [" ", "-", "/", ":", ".", "T", "[T]", "[of the day]", "\\H", "é", "Do", "w", "LT", "YYYYYY", "z"];
const formats = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...tokens) }, fc.constantFrom(...texts)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

test("every date is written as Moment writes it", () => {
  fc.assert(
    fc.property(instants, zones, formats, (instant, zone, format) => {
      const date = new Date(instant);
      expect(formatIn(zone, date, dateFormat(format))).toBe(moment.tz(date, zone).format(format));
    }),
    { numRuns: 5000 },
  );
});

test("without a format it is written in ISO 8601, as Moment writes it", () => {
  fc.assert(
    fc.property(instants, zones, fc.constantFrom(undefined, ""), (instant, zone, format) => {
      const date = new Date(instant);
      expect(formatIn(zone, date, dateFormat(format))).toBe(moment.tz(date, zone).format());
    }),
    { numRuns: 2000 },
  );
});

test("a format is taken apart once", () => {
  expect(dateFormat("D.M.YYYY")).toBe(dateFormat("D.M.YYYY"));
});
