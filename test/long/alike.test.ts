import { expect, test } from "vitest";
import { running, subscribeAda } from "../admin/running.ts";

const count = Number(process.env.REQUESTS ?? 10_000);

test(`the time of an answer does not tell whether somebody has the uid, over ${count} requests`, async () => {
  const server = await running();
  await subscribeAda(server);
  const times: Readonly<Record<"known" | "unknown", number[]>> = { known: [], unknown: [] };
  for (let n = 0; n < count; n += 1) {
    // Each first in turn, so that what one leaves behind does not always meet the other.
    const order = n % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const which of order) {
      const begun = performance.now();
      await server.hook({ data: [{ userId: which === "known" ? 7 : 8, n }] });
      if (n >= count / 10) times[which].push(performance.now() - begun);
    }
  }
  await server.close();
  const [known, unknown] = [median(times.known), median(times.unknown)];
  const noise = quartiles(times.unknown);
  console.info(
    `known ${known.toFixed(4)} ms, unknown ${unknown.toFixed(4)} ms, half of all within ${noise.toFixed(4)} ms`,
  );
  expect(Math.abs(known - unknown)).toBeLessThan(noise);
}, 600_000);

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** How far the middle half of all is spread. */
function quartiles(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * 0.75)] ?? 0) - (sorted[Math.floor(sorted.length * 0.25)] ?? 0);
}
