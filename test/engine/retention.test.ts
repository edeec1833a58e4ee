import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Engine } from "../../runtime/engine/engine.ts";
import { folder } from "./folder.ts";
import { attach, openFile } from "./open.ts";

const RETENTION = { requests: 1_000, unowned: 1_000, delivered: 1_000, dead: 1_000 };
const REQUESTS = 120;
const ITEMS = 10;

/** Fills the store with some megabytes, of which half is delivered and half belongs to nobody. */
async function fill(engine: Engine, round: number): Promise<void> {
  const now = round * 10_000;
  const requests = Array.from({ length: REQUESTS }, (_, n) =>
    engine.accept({
      id: `request ${round} ${n}`,
      app: "chat",
      webhook: "events",
      receivedAt: now,
      method: "POST",
      url: "/hooks/chat/events",
      headers: {},
      body: new Uint8Array(20_000),
      items: Array.from({ length: ITEMS }, (_, m) => ({
        id: `item ${round} ${n} ${m}`,
        uid: m % 2 === 0 ? "u1" : "nobody",
        dedupe: `${round} ${n} ${m}`,
        payload: { kind: "bundle", bundle: JSON.stringify("x".repeat(1_000)) },
      })),
      dedupeWindow: 1_000,
    }),
  );
  await Promise.all(requests);
  const heads = await engine.heads("lane u1", 10_000);
  await engine.settle(heads.map(({ id }) => ({ delivery: id, at: now, kind: "delivered" })));
}

test("a store that is filled and swept again and again stays as small as it was, and gives back what a flood took", async () => {
  const file = join(folder(), "store.db");
  const engine = await openFile(file);
  await attach(engine, "u1");
  const size = (path: string): number => statSync(path).size;
  const sizes: number[] = [];
  for (let round = 1; round <= 20; round += 1) {
    await fill(engine, round);
    await engine.sweep(round * 10_000 + 5_000, RETENTION);
    sizes.push(size(file));
    expect(size(`${file}-wal`)).toBeLessThan(48_000_000);
  }
  // When pages come into the file is told by how many have gathered in its log: some rounds are needed to see it at its largest.
  expect(Math.max(...sizes.slice(10))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 10)) * 1.1);

  for (let round = 21; round <= 26; round += 1) await fill(engine, round);
  await engine.sweep(270_000 + 5_000, RETENTION);
  await engine.close();
  expect(size(file)).toBeLessThan(8_000_000);
  expect((await (await openFile(file)).counts()).pending).toBe(0);
}, 600_000);
