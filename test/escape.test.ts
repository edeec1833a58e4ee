import { inspect, isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { evaluate, type Outcome } from "../compiler/evaluate.ts";
import { computed } from "./computed.ts";
import type { Attempt } from "./escape/attempt.ts";
import { code } from "./escape/code.ts";
import { fingerprint } from "./escape/intrinsics.ts";
import { keys } from "./escape/keys.ts";
import { reads } from "./escape/reads.ts";
import { work } from "./escape/work.ts";

/** Milliseconds that only work without end computes; the output has how many were. */
const endless = 2_000;

/** Some are templates that run, some may not even be compiled. */
const families: readonly (readonly [string, readonly Attempt[], "run" | "may be refused"])[] = [
  ["reads of what is inherited", reads, "run"],
  ["code in templates and payloads", code, "may be refused"],
  ["keys of payloads and manifests", keys, "may be refused"],
  ["work without end", work, "run"],
];

test("there are more than 500 attempts", () => {
  expect(families.flatMap(([, attempts]) => attempts).length).toBeGreaterThan(500);
});

test.each(families)(
  "%s: nothing is reached, and everything ends",
  async (_family, attempts, fate) => {
    fingerprint();
    for (const attempt of attempts.slice(0, 20)) await timed(attempt);
    let before = fingerprint();
    const failures: string[] = [];
    let slowest = { name: "", milliseconds: 0 };
    for (const attempt of attempts) {
      const { outcome, milliseconds } = await timed(attempt);
      const wrong = reachedBy(outcome) ?? unlike(attempt, outcome) ?? (fate === "run" && untried(outcome));
      if (wrong) failures.push(`${attempt.name}: ${wrong}`);
      const after = fingerprint();
      if (after !== before) failures.push(`${attempt.name} has changed ${changed(before, after)}`);
      before = after;
      if (milliseconds > slowest.milliseconds) slowest = { name: attempt.name, milliseconds };
      if (milliseconds >= endless) failures.push(`${attempt.name}: ${milliseconds.toFixed(0)} ms`);
    }
    console.log(`${attempts.length} attempts, the slowest ${slowest.milliseconds.toFixed(1)} ms: ${slowest.name}`);
    expect(failures).toEqual([]);
  },
  120_000,
);

async function timed({ template, context }: Attempt) {
  const start = computed();
  const outcome = await evaluate(template, { context });
  return { outcome, milliseconds: computed() - start };
}

/** The first line that differs. */
function changed(before: string, after: string): string {
  const lines = before.split("\n");
  return after.split("\n").find((line, i) => line !== lines[i]) ?? "nothing";
}

/** What of an outcome a template may not give: anything but data, and messages that tell of the host. */
function reachedBy(outcome: Outcome): string | undefined {
  if ("value" in outcome) return foreign(outcome.value);
  const { message } = outcome.error;
  return /node_modules|node:internal|file:\/\/|\bat .*:\d+:\d+/.test(message)
    ? `tells of the host: ${message}`
    : undefined;
}

/** Why a template that was to run did not. */
function untried(outcome: Outcome): string | undefined {
  if ("value" in outcome || /^(?:argument-type|argument-value|limit)$/.test(outcome.error.code)) return undefined;
  return outcome.error.message;
}

/** What there is in place of the only value that an attempt may have. */
function unlike({ gives }: Attempt, outcome: Outcome): string | undefined {
  return gives && !isDeepStrictEqual(outcome, gives) ? `gives ${inspect(outcome)}` : undefined;
}

/** The first thing in a value that is no value of IML: a function, an object of the host, a getter. */
function foreign(value: unknown): string | undefined {
  const left = [value];
  while (left.length > 0) {
    const each = left.pop();
    if (typeof each === "string" && each.includes("[native code]")) return each;
    if (typeof each === "function" || typeof each === "symbol" || typeof each === "bigint") return `a ${typeof each}`;
    if (typeof each !== "object" || each === null) continue;
    const prototype = Object.getPrototypeOf(each);
    if (prototype === Date.prototype || prototype === Uint8Array.prototype) continue;
    if (prototype !== Array.prototype && prototype !== Object.prototype)
      return `an object of ${prototype?.constructor?.name}`;
    for (const { get, set, value: held } of Object.values(Object.getOwnPropertyDescriptors(each))) {
      if (get || set) return "a getter";
      left.push(held);
    }
  }
  return undefined;
}
