import { expect, it } from "vitest";
import { liveAndCompare } from "../ledger/model.ts";
import { seed } from "./seed.ts";

const lives = Number(process.env.LEDGER_LIVES ?? 500);

it(`${lives} ledgers have what the service has, whatever happened (seed ${seed})`, async () => {
  await expect(liveAndCompare(lives, seed)).resolves.toBeUndefined();
});
