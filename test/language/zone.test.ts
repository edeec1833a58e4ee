import { expect, test } from "vitest";
import { instantIn, isZone, minutesAhead, utc } from "../../language/zone.ts";

test.each(["UTC", "Europe/Prague", "europe/prague", "EUROPE/PRAGUE", "Etc/GMT+5", "us/eastern"])(
  "%s is a zone",
  (name) => {
    expect(isZone(name)).toBe(true);
  },
);

test.each(["", "Europe", "Europe/Atlantis", "__proto__", " UTC"])("%j is no zone", (name) => {
  expect(isZone(name)).toBe(false);
});

/** By the time zone database. */
test.each<[string, string, number | undefined]>([
  ["UTC", "2024-05-20T00:00:00Z", 0],
  ["Europe/Prague", "2024-05-20T00:00:00Z", 120],
  ["Europe/Prague", "2024-01-20T00:00:00Z", 60],
  ["Europe/London", "2024-01-20T00:00:00Z", 0],
  ["America/St_Johns", "2024-01-20T00:00:00Z", -210],
  ["Asia/Kathmandu", "2024-01-20T00:00:00Z", 345],
  // Local mean time: 57 minutes and 44 seconds in Prague, a quarter of an hour behind Greenwich in Lisbon and less in London.
  ["Europe/Prague", "1850-01-01T12:00:00Z", undefined],
  ["Europe/London", "1840-01-01T12:00:00Z", undefined],
  ["UTC", "0000-01-01T23:59:59Z", undefined],
  ["UTC", "0000-01-03T00:00:00Z", 0],
  ["UTC", "9999-12-30T23:59:59Z", 0],
  ["UTC", "9999-12-31T00:00:01Z", undefined],
])("the clocks of %s at %s are %d minutes ahead", (zone, iso, minutes) => {
  expect(minutesAhead(zone, new Date(iso))).toBe(minutes);
});

test("a time on the clocks of a zone is an instant", () => {
  const clock = { year: 2024, month: 5, day: 20, hour: 14, minute: 30, second: 15, millisecond: 7 };
  expect(instantIn("UTC", clock)).toEqual(new Date("2024-05-20T14:30:15.007Z"));
  expect(instantIn("Europe/Prague", clock)).toEqual(new Date("2024-05-20T12:30:15.007Z"));
  expect(utc({ ...clock, year: 50 })).toEqual(new Date("0050-05-20T14:30:15.007Z"));
});
