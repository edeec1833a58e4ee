import fc from "fast-check";
import { expect, test } from "vitest";
import { completeTruncated } from "./truncated.ts";

test("completion is useful at the ends of truncated manifests", () => {
  const [seed = 1] = fc.sample(fc.integer({ min: 1 }), 1);
  const { asked, useful, failures } = completeTruncated(100, seed);
  expect(useful / asked, `seed ${seed}\n${failures.join("\n")}`).toBeGreaterThanOrEqual(0.97);
});
