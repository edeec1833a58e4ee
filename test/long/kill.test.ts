import fc from "fast-check";
import { expect, test } from "vitest";
import { endure } from "../e2e/endurance.ts";
import { seed } from "./seed.ts";

const kills = Number(process.env.KILLS ?? 1_000);
const stops = Number(process.env.STOPS ?? 200);

const nothing = { refused: [], lost: [], inversions: [], renamed: [], ends: [] };

/** Cycles on one store: what the last of them left is delivered before the next store begins. */
const PART = 50;

const [luck] = fc.sample(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), { seed, numRuns: 1 });
const random = (): number => luck?.next().value ?? 0.5;

/** Ends a server that many times, and tells after each part how it went. */
async function run(cycles: number, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const began = performance.now();
  let accepted = 0;
  for (let done = 0; done < cycles; done += PART) {
    const part = Math.min(PART, cycles - done);
    const endured = await endure({ cycles: part, signal, load: 500, random });
    accepted += endured.items;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      `${signal}: ${done + part} cycles in ${seconds} s, ${accepted} items accepted; of the last ${part}: ${endured.rate.toFixed(0)} requests/s under load, slowest end ${endured.slowestEnd.toFixed(0)} ms`,
    );
    expect(endured).toMatchObject(nothing);
    if (signal === "SIGTERM") expect(endured.slowestEnd).toBeLessThan(10_000);
  }
}

test(`killed ${kills} times under load, nothing that was accepted is lost, and order holds; seed ${seed}`, async () => {
  await run(kills, "SIGKILL");
}, 14_400_000);

test(`stopped ${stops} times under load, nothing is lost or refused, within 10 s; seed ${seed}`, async () => {
  await run(stops, "SIGTERM");
}, 14_400_000);
