import { describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import { attach } from "../engine/open.ts";
import { consumer, type Seen } from "./consumer.ts";
import { manualClock } from "./manual-clock.ts";
import { postOffice, secrets } from "./post-office.ts";

const [SECOND, DAY] = [1_000, 86_400_000];

describe("a target", () => {
  test("that is gone is disabled, and goes on from there when it is enabled", async () => {
    let gone = true;
    const seen: Seen[] = [];
    const url = await consumer((request, response) => {
      seen.push(request);
      response.writeHead(gone ? 410 : 200).end();
    });
    const office = await postOffice({ clock: manualClock() });
    const lane = await attach(office.engine, "u1");
    const secret = await secrets.seal("whsec_c2VjcmV0");
    await office.engine.patchSubscription(lane, { target: { kind: "http", url, secret } });
    await office.post("u1", "a", "b");
    await expect
      .poll(async () => (await office.engine.subscription(lane))?.disabled)
      .toBe("The target answered 410: it is gone.");
    await office.post("u1", "c");
    await office.settled();
    expect(seen.length).toBe(1);
    expect(office.log.map(({ event }) => event)).toEqual(["delivery-failed", "subscription-disabled"]);
    gone = false;
    await office.engine.patchSubscription(lane, { disabled: false });
    office.lanes.wake([lane]);
    await expect.poll(() => seen.map(({ body }) => body)).toEqual(['"a"', '"a"', '"b"', '"c"']);
  });

  test("that fails for five days is disabled, and not before", async () => {
    const clock = manualClock();
    let tries = 0;
    const notify = () => {
      tries += 1;
      throw new Error("No.");
    };
    const office = await postOffice({ clock, notify, schedule: Array.from({ length: 9 }, () => DAY) });
    const lane = await attach(office.engine, "u1");
    await office.post("u1", "a");
    for (let day = 0; day < 5; day += 1) {
      await expect.poll(async () => (await office.engine.lanes())[0]?.due).toBe(clock.now() + DAY);
      expect((await office.engine.subscription(lane))?.disabled).toBeUndefined();
      await office.settled();
      clock.advance(DAY);
    }
    await expect
      .poll(async () => (await office.engine.subscription(lane))?.disabled)
      .toBe("The target has failed for 5 days.");
    clock.advance(5 * DAY);
    await office.settled();
    expect(tries).toBe(6);
  });
});

describe("a bundle made per subscription", () => {
  const scope = (text: string) => ({ uid: "u1", payload: { kind: "scope", scope: JSON.stringify(text) } as const });

  test("is made once, and every repeat carries it", async () => {
    const clock = manualClock();
    const got: Value[] = [];
    let made = 0;
    const notify = (text: Value) => {
      got.push(text);
      if (got.length === 1) throw new Error("Once.");
    };
    const render = async () => {
      made += 1;
      return { kind: "bundle", bundle: JSON.stringify(`made ${made}`) } as const;
    };
    const office = await postOffice({ clock, notify, render });
    await attach(office.engine, "u1");
    await office.accept(scope("a"));
    await expect.poll(async () => (await office.engine.lanes())[0]?.due).toBe(clock.now() + 5 * SECOND);
    await office.settled();
    clock.advance(5 * SECOND);
    await expect.poll(() => got).toEqual(["made 1", "made 1"]);
    expect(made).toBe(1);
  });

  test("may be left out, or fail for good, without a try", async () => {
    const got: Value[] = [];
    const failure = { code: "expression-failed", message: "No date.", place: "webhook.iml.json:9:12" };
    const office = await postOffice({
      clock: manualClock(),
      notify: (text) => got.push(text),
      render: async ({ payload }) => {
        const text = payload.kind === "scope" ? payload.scope : "";
        if (text === '"skip"') return { kind: "skip" };
        return text === '"fail"' ? { kind: "failure", failure } : { kind: "bundle", bundle: text };
      },
    });
    const lane = await attach(office.engine, "u1");
    await office.accept(scope("skip"), scope("fail"), scope("send"));
    await expect.poll(() => got).toEqual(["send"]);
    const [letter] = await office.engine.deadLetters({ limit: 10 });
    expect(letter?.failure).toEqual(failure);
    expect((await office.engine.subscription(lane))?.failingSince).toBeUndefined();
    await expect
      .poll(async () => (await office.engine.deliveries({ limit: 10 })).map(({ state }) => state))
      .toEqual(["delivered", "dead", "skipped"]);
  });

  test("that cannot be made now is made later", async () => {
    const clock = manualClock();
    const got: Value[] = [];
    let locked = true;
    const office = await postOffice({
      clock,
      notify: (text) => got.push(text),
      render: async () => {
        if (locked) throw new Error("The key is not there.");
        return { kind: "bundle", bundle: "1" };
      },
    });
    await attach(office.engine, "u1");
    await office.accept(scope("a"));
    await expect.poll(() => office.log.map(({ event }) => event)).toEqual(["lane-failed"]);
    locked = false;
    await office.settled();
    for (let second = 0; second < 5; second += 1) {
      clock.advance(SECOND);
      await office.settled();
    }
    await expect.poll(() => got).toEqual([1]);
    expect((await office.engine.deliveries({ limit: 1 }))[0]?.attempts).toBe(1);
  });
});
