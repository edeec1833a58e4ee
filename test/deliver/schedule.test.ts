import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextAttempt, retryAfterOf } from "../../runtime/deliver/schedule.ts";
import { defaultDelivery } from "../../runtime/deliver/settings.ts";

const NOW = Date.UTC(2026, 0, 31, 12, 0, 0);
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

describe("the schedule", () => {
  test("is 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, then nothing", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => {
      const at = nextAttempt(defaultDelivery.schedule, { failures, now: NOW }, 0.5);
      return at && at - NOW;
    });
    const [five, ten] = [5 * HOUR, 10 * HOUR];
    expect(waits).toEqual([5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, five, ten, ten, undefined]);
  });

  test("is spread by a tenth, both ways", () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    const failures = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(failures, random, (count, chance) => {
        const wait = defaultDelivery.schedule[count - 1] ?? 0;
        const took = (nextAttempt(defaultDelivery.schedule, { failures: count, now: NOW }, chance) ?? 0) - NOW;
        expect(took).toBeGreaterThanOrEqual(wait * 0.9);
        expect(took).toBeLessThanOrEqual(wait * 1.1);
      }),
    );
    expect(nextAttempt([1000], { failures: 1, now: 0 }, 0)).toBe(900);
    expect(nextAttempt([1000], { failures: 1, now: 0 }, 1)).toBe(1100);
  });

  test("waits for longer if the target asks for it, up to a day, and never for less", () => {
    const asked = (retryAfter: number) => nextAttempt([5 * SECOND], { failures: 1, now: 0, retryAfter }, 0.5);
    expect([0, 5 * SECOND, 5001, HOUR, 400 * HOUR].map(asked)).toEqual([5000, 5000, 5001, HOUR, 24 * HOUR]);
    expect(nextAttempt([], { failures: 1, now: 0, retryAfter: HOUR }, 0)).toBeUndefined();
  });
});

describe("Retry-After", () => {
  test.each([
    ["120", 120 * SECOND],
    ["0", 0],
    ["Sat, 31 Jan 2026 12:01:00 GMT", MINUTE],
    ["Saturday, 31-Jan-26 12:01:00 GMT", MINUTE],
    ["Sat Jan 31 12:01:00 2026", MINUTE],
    ["Sun Feb  1 12:00:00 2026", 24 * HOUR],
    ["Sat, 31 Jan 2026 11:00:00 GMT", 0],
  ])("reads %s", (header, milliseconds) => {
    expect(retryAfterOf(header, NOW)).toBe(milliseconds);
  });

  test.each([undefined, "", "soon", "-1", "1.5", "1e3", "12 s", "2026-01-31", "Foo, 99 Bar 2026 99:99:99 GMT"])(
    "takes %s for nothing",
    (header) => {
      expect(retryAfterOf(header, NOW)).toBeUndefined();
    },
  );
});
