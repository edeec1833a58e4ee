import { expect, it } from "vitest";
import { seed } from "../long/seed.ts";
import { liveAndCompare } from "./model.ts";

it(`has what the service has, whatever happened (seed ${seed})`, async () => {
  await expect(liveAndCompare(12, seed)).resolves.toBeUndefined();
});
