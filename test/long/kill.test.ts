import fc from "fast-check";
import { expect, test } from "vitest";
import { type Endured, endure } from "../e2e/endurance.ts";
import { seed } from "./seed.ts";

const kills = Number(process.env.KILLS ?? 1_000);
const stops = Number(process.env.STOPS ?? 200);

const nothing = { refused: [], lost: [], inversions: [], renamed: [], ends: [] };

function told({ requests, items, rate, slowestEnd }: Endured, cycles: number, seconds: number): string {
  return `${cycles} cycles in ${seconds.toFixed(0)} s: ${requests} requests with ${items} items accepted, ${rate.toFixed(0)} requests/s under load, slowest end ${slowestEnd.toFixed(0)} ms`;
}

async function run(cycles: number, signal: "SIGKILL" | "SIGTERM"): Promise<Endured> {
  const began = performance.now();
  const [luck] = fc.sample(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), { seed, numRuns: 1 });
  const random = (): number => luck?.next().value ?? 0.5;
  const endured = await endure({ cycles, signal, load: 500, random });
  console.log(told(endured, cycles, (performance.now() - began) / 1000));
  return endured;
}

test(`killed ${kills} times under load, nothing that was accepted is lost, and order holds; seed ${seed}`, async () => {
  expect(await run(kills, "SIGKILL")).toMatchObject(nothing);
}, 14_400_000);

test(`stopped ${stops} times under load, nothing is lost or refused, within 10 s; seed ${seed}`, async () => {
  const endured = await run(stops, "SIGTERM");
  expect(endured).toMatchObject(nothing);
  expect(endured.slowestEnd).toBeLessThan(10_000);
}, 14_400_000);
