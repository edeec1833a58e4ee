import { expect, test } from "vitest";
import { matchMany } from "../tenants/matching.ts";
import { seed } from "./seed.ts";

const items = Number(process.env.OWNERS_ITEMS ?? 10_000_000);

test(`${items} items of 10,000 owners that look alike reach theirs and nobody else; seed ${seed}`, async () => {
  const began = performance.now();
  const { delivered, unowned, nobodys, wrong, largest } = await matchMany(items, 10_000, seed);
  const rate = Math.round(items / ((performance.now() - began) / 1_000));
  console.log(`owners: ${delivered} delivered, ${unowned} unowned, ${rate} items/s, at most ${largest} in the store`);
  expect(wrong).toEqual([]);
  expect(unowned).toBe(nobodys);
  expect(delivered).toBe(items - nobodys);
}, 7_200_000);
