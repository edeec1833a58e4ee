import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { serveRaw } from "../http/raw.ts";

const senders = Number(process.env.SENDERS ?? 1000);
/** Milliseconds between two looks of the server at its connections, after which one whose time is up is closed. */
const LOOK = 1000;
/** Milliseconds for a crowded machine to tell of it. */
const SLACK = 1000;

test(`${senders} senders of a byte a second are cut off at 10 s, and change the 99th percentile of others by less than 20 %`, async () => {
  const server = await serveRaw(async () => ({ status: 200, headers: {}, body: "ok" }));
  await percentile99(server.port);
  const alone = [];
  for (let round = 0; round < 3; round += 1) alone.push(await percentile99(server.port));
  const child = fork(new URL("./slow-process.ts", import.meta.url), [String(server.port), String(senders)], {
    execArgv: ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"],
  });
  await once(child, "message");
  const ended = lifetimesOf(child);
  const among = [];
  for (let round = 0; round < 3; round += 1) among.push(await percentile99(server.port));
  const lifetimes = await ended;
  await server.close();
  const shown = [alone, among].map((times) => times.map((time) => time.toFixed(1)).join(", "));
  console.info(
    `p99 in ms alone ${shown[0]}, among them ${shown[1]}; cut off at ${Math.min(...lifetimes)} to ${Math.max(...lifetimes)} ms`,
  );
  expect(lifetimes).toHaveLength(senders);
  expect(Math.min(...lifetimes)).toBeGreaterThan(9500);
  expect(Math.max(...lifetimes)).toBeLessThan(10_000 + LOOK + SLACK);
  // How far the rounds alone differ is what the machine adds; the senders may add a fifth to that.
  expect(median(among)).toBeLessThan(1.2 * Math.max(...alone));
}, 120_000);

async function lifetimesOf(child: ChildProcess): Promise<readonly number[]> {
  const [lifetimes] = (await once(child, "message")) as [readonly number[]];
  return lifetimes;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Milliseconds, of requests one behind the other for two seconds. */
async function percentile99(port: number): Promise<number> {
  const times: number[] = [];
  const end = performance.now() + 2000;
  while (performance.now() < end) {
    const begun = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "{}" });
    await response.text();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? Number.POSITIVE_INFINITY;
}
