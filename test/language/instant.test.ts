import fc from "fast-check";
import { expect, test } from "vitest";
import { instantFromText } from "../../language/instant.ts";

test("every date is read from what it is in JSON", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(instantFromText(date.toISOString())).toEqual(date);
    }),
  );
});

test.each([
  ["2016-06-20T17:26Z", "2016-06-20T17:26:00.000Z"],
  ["2016-06-20T19:26:44+02:00", "2016-06-20T17:26:44.000Z"],
  ["2016-06-20T12:56:44.356-04:30", "2016-06-20T17:26:44.356Z"],
  ["2016-02-29T00:00:00Z", "2016-02-29T00:00:00.000Z"],
  ["0099-01-01T00:00:00Z", "0099-01-01T00:00:00.000Z"],
])("%s is %s", (text, instant) => {
  expect(instantFromText(text)?.toISOString()).toBe(instant);
});

test.each([
  "",
  "2016-06-20",
  "2016-06-20T17:26",
  "2016-06-20 17:26:44Z",
  "2015-02-29T00:00:00Z",
  "2015-02-30T00:00:00+01:00",
  "2015-04-31T00:00:00Z",
  "2015-00-10T00:00:00Z",
  "2015-01-00T00:00:00Z",
  "2015-01-01T24:00:00Z",
  "2015-01-01T00:60:00Z",
  "2015-01-01T00:00:60Z",
  "-000000-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  " 2016-06-20T17:26Z",
])("%j is none", (text) => {
  expect(instantFromText(text)).toBeUndefined();
});
