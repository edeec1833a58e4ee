import { describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import { folder } from "../engine/folder.ts";
import { attach } from "../engine/open.ts";
import { manualClock } from "./manual-clock.ts";
import { postOffice } from "./post-office.ts";

const SECOND = 1_000;

describe("a process", () => {
  test("takes up what the one before left, and its retries when they are due", async () => {
    const clock = manualClock();
    const place = folder();
    const before = await postOffice({ clock, folder: place, notify: () => Promise.reject(new Error("No.")) });
    for (const uid of ["u1", "u2"]) await attach(before.engine, uid);
    await before.post("u1", "retried", "behind");
    await expect.poll(async () => (await before.engine.lanes())[0]?.due).toBe(clock.now() + 5 * SECOND);
    await before.lanes.stop();
    await before.post("u2", "never tried");
    await before.end();

    const got: Value[] = [];
    const after = await postOffice({ clock, folder: place, notify: (text) => got.push(text) });
    await after.lanes.start();
    await after.settled();
    expect(got).toEqual(["never tried"]);
    clock.advance(5 * SECOND);
    await expect.poll(() => got).toEqual(["never tried", "retried", "behind"]);
  });

  test("that starts when it is at work already tries nothing twice at once", async () => {
    let [under, most] = [0, 0];
    const notify = async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 10));
      under -= 1;
    };
    const office = await postOffice({ clock: manualClock(), notify });
    await attach(office.engine, "u1");
    await office.post("u1", "a", "b", "c");
    await Promise.all([office.lanes.start(), office.lanes.start(), office.post("u1", "d")]);
    await expect.poll(async () => (await office.engine.counts()).delivered).toBe(4);
    expect(most).toBe(1);
  });

  test("that stops finishes what is under way, writes it down, and begins nothing more", async () => {
    const started: Value[] = [];
    let finish = () => {};
    const notify = (text: Value) => {
      started.push(text);
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const office = await postOffice({ clock: manualClock(), notify });
    await attach(office.engine, "u1");
    await office.post("u1", "a", "b");
    await expect.poll(() => started).toEqual(["a"]);
    const stopped = office.lanes.stop();
    await office.post("u1", "c");
    finish();
    await stopped;
    expect(started).toEqual(["a"]);
    const { delivered, pending } = await office.engine.counts();
    expect([delivered, pending]).toEqual([1, 2]);
  });

  test("that stops does not wait for ever", async () => {
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    let isStarted = false;
    const notify = () => {
      isStarted = true;
      return finished;
    };
    const office = await postOffice({ clock: manualClock(), notify });
    await attach(office.engine, "u1");
    await office.post("u1", "a");
    await expect.poll(() => isStarted).toBe(true);
    const before = performance.now();
    await office.lanes.stop();
    expect(performance.now() - before).toBeGreaterThan(4_900);
    finish();
  });

  test("whose store fails does not deliver in a circle", async () => {
    const clock = manualClock();
    let tries = 0;
    const office = await postOffice({ clock, notify: () => (tries += 1) });
    const lane = await attach(office.engine, "u1");
    await office.post("u1", "a");
    await expect.poll(async () => (await office.engine.counts()).delivered).toBe(1);
    await office.engine.close();
    office.lanes.wake([lane]);
    await expect.poll(() => office.log.at(-1)?.event).toBe("lane-failed");
    expect(office.log.at(-1)?.fields).toMatchObject({ code: "store-closed" });
    await office.settled();
    expect(office.log.filter(({ event }) => event === "lane-failed").length).toBe(1);
    expect(tries).toBe(1);
  });
});
