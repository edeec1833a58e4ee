import { expect, test } from "vitest";
import { completeTruncated } from "../editor/truncated.ts";
import { seed } from "./seed.ts";

test(`completion is useful at 99 % of the ends of 1,000 truncated manifests (SEED=${seed})`, () => {
  const { asked, useful, failures } = completeTruncated(1000, seed);
  expect(asked).toBe(1000);
  expect(useful / asked, failures.join("\n")).toBeGreaterThanOrEqual(0.99);
});
