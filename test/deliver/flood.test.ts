import { expect, test } from "vitest";
import { seed } from "../long/seed.ts";
import { flood } from "./flood.ts";

test(`10,000 items of 500 users come once each, in order, though one in twenty fails; seed ${seed}`, async () => {
  const { inversions, twice, delivered, failed, repeated, duplicates } = await flood({
    items: 10_000,
    uids: 500,
    workers: 8,
    seed,
  });
  expect({ inversions, twice, delivered }).toEqual({ inversions: 0, twice: 0, delivered: 10_000 });
  expect(duplicates).toBe(repeated);
  expect(repeated).toBeGreaterThan(500);
  expect(failed).toBeGreaterThan(200);
});
