import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder } from "./folder.ts";
import { attach, openFile } from "./open.ts";

const UIDS = Array.from({ length: 8 }, (_, index) => `u${index}`);
const CYCLES = 20;

test(`what was acknowledged is there, in order, after each of ${CYCLES} kills under load`, async () => {
  const file = join(folder(), "store.db");
  const engine = await openFile(file);
  for (const uid of UIDS) await attach(engine, uid);
  await engine.close();

  const acknowledged: string[] = [];
  for (let round = 0; round < CYCLES; round += 1) {
    const child = load(file, round);
    const ended = once(child, "close");
    const { lines, more } = readLines(child);
    // Past the first batch, which has a request of each client.
    await more(UIDS.length);
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    child.kill("SIGKILL");
    await ended;
    acknowledged.push(...lines());
  }
  expect(acknowledged.length).toBeGreaterThan(CYCLES * UIDS.length);

  const opened = await openFile(file);
  const kept = new Set<string>();
  for (const uid of UIDS) {
    const waiting = await opened.heads(`lane ${uid}`, 1_000_000);
    const arrived = waiting.map(({ payload }) => (payload.kind === "bundle" ? JSON.parse(payload.bundle) : []));
    // A client sends one after the other: each of its requests whole, in the order in which it sent them.
    expect(arrived).toEqual(arrived.toSorted(inOrder));
    for (const [round, n] of arrived) kept.add(`${round} ${uid} ${n}`);
    expect(arrived.length).toBe(2 * new Set(arrived.map(([round, n]) => `${round} ${n}`)).size);
  }
  expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
  const { pending, items, requests } = await opened.counts();
  expect([pending, items, requests]).toEqual([2 * kept.size, 2 * kept.size, kept.size]);
}, 600_000);

function load(file: string, round: number): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const script = new URL("./load.ts", import.meta.url).pathname;
  return spawn(process.execPath, [script, file, String(round)], { stdio: ["ignore", "pipe", "inherit"] });
}

/** The whole lines that have come, and a promise of more of them than that, or of the end. */
function readLines({ stdout }: { readonly stdout: NodeJS.ReadableStream }) {
  let text = "";
  const lines = (): readonly string[] => text.split("\n").slice(0, -1);
  const more = (count: number) =>
    new Promise<void>((resolve) => {
      stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (lines().length > count) resolve();
      });
      stdout.once("end", resolve);
    });
  return { lines, more };
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
