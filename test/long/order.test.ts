import { expect, test } from "vitest";
import { flood } from "../deliver/flood.ts";
import { seed } from "./seed.ts";

const items = Number(process.env.ORDER_ITEMS ?? 1_000_000);

test(`${items} items of 10,000 users come once each, in order, though one in twenty fails; seed ${seed}`, async () => {
  const began = performance.now();
  const result = await flood({ items, uids: 10_000, workers: 8, seed });
  console.log(`order: ${JSON.stringify(result)}, ${Math.round(items / ((performance.now() - began) / 1_000))} items/s`);
  const { inversions, twice, delivered, repeated, duplicates } = result;
  expect({ inversions, twice, delivered }).toEqual({ inversions: 0, twice: 0, delivered: items });
  expect(duplicates).toBe(repeated);
}, 7_200_000);
