import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { sameSignature } from "../../runtime/signature/equal.ts";

/** How many comparisons of each kind are timed. */
const samples = Number(process.env.SIGNATURE_SAMPLES ?? 100_000);

/**
 * Welch's t-test between two kinds of comparisons that come in random order: with signatures that differ in the first byte,
 * and with such as differ in the last. A comparison that ends at the first difference is far beyond 4.5.
 */
test(`a comparison takes as long, wherever the first difference is (${samples} samples)`, { timeout: 600_000 }, () => {
  const expected = randomBytes(32);
  const changed = [0, 31].map((place) => {
    const bytes = Uint8Array.from(expected);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    return bytes;
  });
  for (let warm = 0; warm < 20_000; warm += 1) sameSignature(expected, changed[warm & 1] ?? expected);

  const times: [number[], number[]] = [[], []];
  const order = randomBytes(2 * samples);
  for (const random of order) {
    const kind = (random & 1) as 0 | 1;
    const given = changed[kind] ?? expected;
    const before = process.hrtime.bigint();
    sameSignature(expected, given);
    times[kind].push(Number(process.hrtime.bigint() - before));
  }
  const t = welch(cropped(times[0]), cropped(times[1]));
  console.log(`t = ${t.toFixed(2)} of ${times[0].length} and ${times[1].length} samples`);
  expect(Math.abs(t)).toBeLessThan(4.5);
});

/** Without the slowest tenth, in which the machine did something else. */
function cropped(times: readonly number[]): readonly number[] {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.slice(0, Math.floor(sorted.length * 0.9));
}

function welch(a: readonly number[], b: readonly number[]): number {
  const [first, second] = [moments(a), moments(b)];
  return (first.mean - second.mean) / Math.sqrt(first.variance / a.length + second.variance / b.length);
}

function moments(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}
