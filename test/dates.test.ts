import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { dateFormat } from "../language/date-format.ts";
import { formatDate } from "../language/functions/index.ts";
import { site } from "../language/values.ts";
import { clockFunctions } from "./dates/clock.ts";
import { clockDifferences, formatDifferences, parseDifferences } from "./dates/differences.ts";
import { seed } from "./long/seed.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("dates are as Moment and a calendar have them", () => {
  console.log(`dates: seed ${seed}, 10,000 formatted, 5,000 read, 13 × 2,000 moved`);

  test("formatDate", () => {
    expect(formatDifferences(10_000, seed)).toEqual([]);
  });

  test("parseDate", () => {
    expect(parseDifferences(5000, seed)).toEqual([]);
  });

  test.each(clockFunctions)("%s", (name) => {
    expect(clockDifferences(name)(2000, seed)).toEqual([]);
  });
});

test("formats that are used once are not kept for ever", () => {
  const at = site("formatDate", "template:1:1");
  const used = (count: number) => {
    for (let i = 0; i < count; i += 1) {
      formatDate(at, "UTC", new Date(0), dateFormat(`[${"x".repeat(200)}${i}]YYYY w`));
    }
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const grown = -used(1000) + used(20_000);
  expect(grown).toBeLessThan(2_000_000);
});
