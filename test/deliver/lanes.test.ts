import { describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import { attach } from "../engine/open.ts";
import { consumer, type Seen } from "./consumer.ts";
import { manualClock } from "./manual-clock.ts";
import { postOffice, secrets } from "./post-office.ts";

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => String(from + n));

describe("a lane", () => {
  test("delivers in the order of arrival, one at a time", async () => {
    const got: Value[] = [];
    let under = 0;
    const notify = async (text: Value) => {
      under += 1;
      expect(under).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      got.push(text);
      under -= 1;
    };
    const office = await postOffice({ clock: manualClock(), notify });
    await attach(office.engine, "u1");
    await Promise.all([office.post("u1", ...texts(0, 20)), office.post("u1", ...texts(20, 30))]);
    await expect.poll(() => got.length).toBe(30);
    expect(got).toEqual(texts(0, 30));
    await expect.poll(async () => (await office.engine.counts()).delivered).toBe(30);
  });

  test("waits for no other, and for no more than the limit", async () => {
    const got = new Map<string, Value[]>();
    let [under, most] = [0, 0];
    const notify = async (text: Value, { uid }: { uid: string }) => {
      if (uid === "poison") throw new Error("Never.");
      under += 1;
      most = Math.max(most, under);
      // Until there have been as many as there may be.
      do await new Promise((resolve) => setTimeout(resolve, 2));
      while (most < 3);
      under -= 1;
      got.set(uid, [...(got.get(uid) ?? []), text]);
    };
    const office = await postOffice({ clock: manualClock(), notify, concurrency: 3 });
    const uids = ["poison", "a", "b", "c", "d", "e", "f"];
    for (const uid of uids) await attach(office.engine, uid);
    await Promise.all(uids.map((uid) => office.post(uid, ...texts(0, 10))));
    await expect.poll(() => [...got.values()].flat().length).toBe(60);
    for (const uid of uids.slice(1)) expect(got.get(uid)).toEqual(texts(0, 10));
    expect(most).toBe(3);
    expect((await office.engine.counts()).pending).toBe(10);
  });

  test("tries again when the schedule says, not before, and holds back what is behind", async () => {
    const clock = manualClock();
    const tries: { text: Value; id: string; attempt: number; at: number }[] = [];
    const start = clock.now();
    const notify = (text: Value, { id, attempt }: { id: string; attempt: number }) => {
      tries.push({ text, id, attempt, at: clock.now() - start });
      if (text === "bad") throw new Error("No.");
    };
    const office = await postOffice({ clock, notify });
    await attach(office.engine, "u1");
    await office.post("u1", "bad", "good");
    const waits = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];
    let at = 0;
    for (const [index, wait] of waits.entries()) {
      await expect.poll(() => tries.length).toBe(index + 1);
      await expect.poll(async () => (await office.engine.lanes())[0]?.due).toBe(start + at + wait);
      await office.settled();
      clock.advance(wait - 1);
      await office.settled();
      expect(tries.length).toBe(index + 1);
      clock.advance(1);
      at += wait;
    }
    await expect.poll(() => tries.length).toBe(9);
    expect(tries.map(({ text }) => text)).toEqual([...Array.from({ length: 8 }, () => "bad"), "good"]);
    const due = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0));
    expect(tries.slice(0, 8).map((one) => one.at)).toEqual([0, ...due]);
    expect(tries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1]);
    expect(new Set(tries.map(({ id }) => id)).size).toBe(2);
    const [letter] = await office.engine.deadLetters({ limit: 10 });
    expect(letter).toMatchObject({ delivery: tries[0]?.id, failure: { code: "target-failed", message: "No." } });
  });

  test("comes back after as long as the target asks", async () => {
    const clock = manualClock();
    const seen: Seen[] = [];
    const url = await consumer((request, response) => {
      seen.push(request);
      response.writeHead(seen.length === 1 ? 429 : 200, { "retry-after": "3600" }).end();
    });
    const office = await postOffice({ clock });
    const lane = await attach(office.engine, "u1");
    const secret = await secrets.seal("whsec_c2VjcmV0");
    await office.engine.patchSubscription(lane, { target: { kind: "http", url, secret } });
    await office.post("u1", "a");
    await expect.poll(async () => (await office.engine.lanes())[0]?.due).toBe(clock.now() + HOUR);
    await office.settled();
    clock.advance(HOUR);
    await expect.poll(() => seen.length).toBe(2);
    expect(seen[1]?.headers["webhook-id"]).toBe(seen[0]?.headers["webhook-id"]);
    expect(Number(seen[1]?.headers["webhook-timestamp"])).toBe(Number(seen[0]?.headers["webhook-timestamp"]) + 3600);
  });

  test("takes a redriven delivery first", async () => {
    const clock = manualClock();
    const got: Value[] = [];
    let failing = true;
    const notify = (text: Value) => {
      if (failing) throw new Error("No.");
      got.push(text);
    };
    const office = await postOffice({ clock, notify, schedule: [] });
    const lane = await attach(office.engine, "u1");
    await office.post("u1", "a", "b");
    await expect.poll(async () => (await office.engine.counts()).dead).toBe(2);
    await office.engine.patchSubscription(lane, { disabled: "Disabled by hand." });
    failing = false;
    await office.post("u1", "c", "d");
    const letters = await office.engine.deadLetters({ limit: 10 });
    for (const { id } of letters) expect(await office.engine.redrive(id)).toBe(lane);
    await office.engine.patchSubscription(lane, { disabled: false });
    office.lanes.wake([lane]);
    await expect.poll(() => got).toEqual(["a", "b", "c", "d"]);
  });

  test("that sleeps looks again within a second when it is woken", async () => {
    const clock = manualClock();
    const got: Value[] = [];
    let failing = true;
    const notify = (text: Value) => {
      if (failing) throw new Error("No.");
      got.push(text);
    };
    const office = await postOffice({ clock, notify, schedule: [DAY] });
    const lane = await attach(office.engine, "u1");
    await office.post("u1", "a");
    await expect.poll(async () => (await office.engine.lanes())[0]?.due).toBe(clock.now() + DAY);
    await office.settled();
    failing = false;
    await office.engine.patchSubscription(lane, { disabled: false });
    office.lanes.wake([lane]);
    clock.advance(SECOND);
    await expect.poll(() => got).toEqual(["a"]);
  });
});
