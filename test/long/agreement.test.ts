import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import type { Search } from "../reference/search.ts";
import { seed } from "./seed.ts";

const shares = 20;
const pairs = 50_000;
/** More than the batches of a share. */
const seedsOfShare = 1000;

test(`generated code does what a walk of the tree does, 1,000,000 times; seed ${seed}`, async () => {
  const todo = Array.from({ length: shares }, (_, i) => seed + i * seedsOfShare);
  const found: Search[] = [];
  const work = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const result = await searchApart(next);
      console.log(
        result.disagreement ?? `${result.pairs} pairs agree from seed ${result.seed}, ${result.errors} errors`,
      );
      found.push(result);
    }
  };
  await Promise.all([work(), work()]);
  expect(found.flatMap(({ disagreement }) => disagreement ?? [])).toEqual([]);
  expect(found.flatMap(({ seldom }) => seldom)).toEqual([]);
  expect(found.reduce((sum, each) => sum + each.pairs, 0)).toBeGreaterThanOrEqual(1_000_000);
}, 3_600_000);

async function searchApart(from: number): Promise<Search> {
  const worker = new Worker(new URL("searcher.ts", import.meta.url), { workerData: { seed: from, pairs } });
  const [result] = await once(worker, "message");
  await worker.terminate();
  return result;
}
