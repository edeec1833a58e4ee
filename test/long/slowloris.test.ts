import { expect, test } from "vitest";
import { serveRaw } from "../http/raw.ts";
import { slowSenders } from "../http/slow-senders.ts";

const senders = Number(process.env.SENDERS ?? 1000);

test(`${senders} senders of a byte a second are cut off at 10 s, and slow nobody down meanwhile`, async () => {
  const server = await serveRaw(async () => ({ status: 200, headers: {}, body: "ok" }));
  const alone = await percentile99(server.port);
  const slow = await slowSenders(server.port, senders, 1000);
  const among = await percentile99(server.port);
  expect(slow.open()).toBe(senders);
  const lifetimes = await slow.ended;
  await server.close();
  console.info(
    `p99 alone ${alone.toFixed(1)} ms, among them ${among.toFixed(1)} ms; cut off at ${Math.max(...lifetimes)} ms`,
  );
  expect(Math.max(...lifetimes)).toBeLessThan(15_000);
  expect(Math.min(...lifetimes)).toBeGreaterThan(9000);
  // The senders and their clock run in this process too; what is looked for is a queue behind them, which would be seconds.
  expect(among).toBeLessThan(2 * alone + 20);
}, 120_000);

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
