import { expect, test } from "vitest";
import { seed } from "../long/seed.ts";
import { lookAlikes } from "./look-alikes.ts";
import { matchMany } from "./matching.ts";

test("the owners differ, and so does what an item may say", () => {
  const { owners, written } = lookAlikes(10_000);
  expect(new Set(owners).size).toBe(10_000);
  expect(new Set(written.map(({ literal }) => literal)).size).toBe(written.length);
  expect(new Set(written.map(({ owner }) => owner)).size).toBe(10_001);
  expect(written.filter(({ owner }) => owner === undefined).length).toBeGreaterThan(1_000);
});

test(`20,000 items of 1,000 owners that look alike reach theirs and nobody else; seed ${seed}`, async () => {
  const { delivered, unowned, nobodys, wrong } = await matchMany(20_000, 1_000, seed);
  expect(wrong).toEqual([]);
  expect(unowned).toBe(nobodys);
  expect(delivered).toBe(20_000 - nobodys);
});
