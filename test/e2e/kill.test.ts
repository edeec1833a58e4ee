import { expect, test } from "vitest";
import { endure, LEAST } from "./endurance.ts";

const nothing = { refused: [], lost: [], inversions: [], renamed: [], ends: [] };

test("killed 15 times under load: nothing that was accepted is lost, order holds, repeats carry the same id", async () => {
  const endured = await endure({ cycles: 15, signal: "SIGKILL", load: 200, random: Math.random });
  expect(endured).toMatchObject(nothing);
  expect(endured.items).toBeGreaterThanOrEqual(15 * LEAST);
}, 600_000);

test("stopped 5 times under load: all that is in work is answered and kept, and it ends within 10 s", async () => {
  const endured = await endure({ cycles: 5, signal: "SIGTERM", load: 200, random: Math.random });
  expect(endured).toMatchObject(nothing);
  expect(endured.slowestEnd).toBeLessThan(10_000);
}, 600_000);
