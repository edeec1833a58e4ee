import { describe, expect, test } from "vitest";
import { clockFunctions } from "../dates/clock.ts";
import { clockDifferences, formatDifferences, parseDifferences } from "../dates/differences.ts";
import { seed } from "./seed.ts";

describe("dates are as Moment and a calendar have them", () => {
  const formatted = 600_000;
  const read = 400_000;
  const moved = 200_000;
  console.log(`dates: seed ${seed}, ${formatted} formatted, ${read} read, 13 × ${moved} moved`);

  test("formatDate", () => {
    expect(formatDifferences(formatted, seed)).toEqual([]);
  });

  test("parseDate", () => {
    expect(parseDifferences(read, seed)).toEqual([]);
  });

  test.each(clockFunctions)("%s", (name) => {
    expect(clockDifferences(name)(moved, seed)).toEqual([]);
  });
});
