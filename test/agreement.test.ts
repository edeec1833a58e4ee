import { expect, test } from "vitest";
import { search } from "./reference/search.ts";

test("generated code does what a walk of the tree does", async () => {
  const { disagreement, seldom, ...seen } = await search(1, 100_000);
  console.log(seen);
  expect(disagreement).toBeUndefined();
  expect(seldom).toEqual([]);
}, 300_000);
