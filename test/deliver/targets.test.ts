import { afterEach, describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import { attach } from "../engine/open.ts";
import { consumer } from "./consumer.ts";
import { aMoment, manualClock } from "./manual-clock.ts";
import { type PostOffice, postOffice, secrets } from "./post-office.ts";

const waiting: (() => void)[] = [];

afterEach(() => {
  for (const answer of waiting.splice(0)) answer();
});

const secret = await secrets.seal("whsec_c2VjcmV0");

async function attachTo(office: PostOffice, uid: string, url: string): Promise<string> {
  const lane = await attach(office.engine, uid);
  await office.engine.patchSubscription(lane, { target: { kind: "http", url, secret } });
  return lane;
}

/** A consumer that answers nobody until the test is over, and counts who waits for it. */
async function stuckConsumer(): Promise<{ readonly url: string; readonly waits: readonly (() => void)[] }> {
  const url = await consumer((_, response) => waiting.push(() => response.end()));
  return { url, waits: waiting };
}

describe("a host that does not answer", () => {
  test("holds as many places as a target may have, and others go on", async () => {
    const stuck = await stuckConsumer();
    const bodies: string[] = [];
    const well = await consumer(({ body }, response) => {
      bodies.push(body);
      response.end();
    });
    const office = await postOffice({ clock: manualClock(), concurrency: 3, perTarget: 2 });
    const many = Array.from({ length: 8 }, (_, n) => `stuck ${n}`);
    for (const uid of many) await attachTo(office, uid, `${stuck.url}/${many.indexOf(uid)}`);
    for (const uid of ["w1", "w2"]) await attachTo(office, uid, well);
    for (const uid of many) await office.post(uid, "x", "y");
    await expect.poll(() => stuck.waits.length).toBe(2);
    await office.post("w1", "1", "2", "3");
    await office.post("w2", "4", "5");
    await expect.poll(() => bodies.length).toBe(5);
    await aMoment();
    expect(stuck.waits.length).toBe(2);
  });

  test("is asked by all its lanes in turn once it answers", async () => {
    const office = await postOffice({ clock: manualClock(), concurrency: 4, perTarget: 1 });
    const paths: (string | undefined)[] = [];
    const slow = await consumer(({ url }, response) => {
      paths.push(url);
      setTimeout(() => response.end(), 5);
    });
    const uids = ["a", "b", "c"];
    for (const uid of uids) await attachTo(office, uid, `${slow}/${uid}`);
    await Promise.all(uids.map((uid) => office.post(uid, "1", "2", "3", "4")));
    await expect.poll(() => paths.length).toBe(12);
    // Once all stand in line, no lane gets a second turn before each other has had one.
    const rounds = [3, 6].map((from) => paths.slice(from, from + 3).toSorted());
    expect(rounds).toEqual([
      ["/a", "/b", "/c"],
      ["/a", "/b", "/c"],
    ]);
  });

  test("leaves its lanes free to go elsewhere when their target is changed", async () => {
    const stuck = await stuckConsumer();
    const got: string[] = [];
    const well = await consumer(({ body }, response) => {
      got.push(body);
      response.end();
    });
    const office = await postOffice({ clock: manualClock(), concurrency: 4, perTarget: 1 });
    const [, moved] = [await attachTo(office, "u1", stuck.url), await attachTo(office, "u2", stuck.url)];
    await office.post("u1", "held");
    await expect.poll(() => stuck.waits.length).toBe(1);
    await office.post("u2", "free");
    await aMoment();
    expect(stuck.waits.length).toBe(1);
    await office.engine.patchSubscription(moved, { target: { kind: "http", url: well, secret } });
    for (const answer of waiting.splice(0)) answer();
    await expect.poll(() => got).toEqual(['"free"']);
  });
});

test("functions of the host program share no places", async () => {
  let [under, most] = [0, 0];
  const notify = async () => {
    under += 1;
    most = Math.max(most, under);
    // Until there have been as many as there may be.
    do await new Promise((resolve) => setTimeout(resolve, 2));
    while (most < 4);
    under -= 1;
  };
  const office = await postOffice({ clock: manualClock(), notify, concurrency: 4, perTarget: 1 });
  const uids = ["a", "b", "c", "d", "e"];
  for (const uid of uids) await attach(office.engine, uid);
  await Promise.all(uids.map((uid) => office.post(uid, "1")));
  await expect.poll(async () => (await office.engine.counts()).delivered).toBe(5);
  expect(most).toBe(4);
});

describe("a target that asks for time", () => {
  test.each([429, 502, 503, 504])("gets it: %s", async (status) => {
    const clock = manualClock();
    let asked = 0;
    const url = await consumer((_, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? status : 200, { "retry-after": "90" }).end();
    });
    const office = await postOffice({ clock });
    await attachTo(office, "u1", url);
    await office.post("u1", "a");
    await expect.poll(async () => (await office.engine.lanes())[0]?.due).toBe(clock.now() + 90_000);
    await office.settled();
    clock.advance(89_999);
    await office.settled();
    expect(asked).toBe(1);
    clock.advance(1);
    await expect.poll(() => asked).toBe(2);
  });

  test("for a second, again and again, does not use up its attempts within a minute", async () => {
    const clock = manualClock();
    let asked = 0;
    const url = await consumer((_, response) => {
      asked += 1;
      response.writeHead(503, { "retry-after": "1" }).end();
    });
    const office = await postOffice({ clock });
    await attachTo(office, "u1", url);
    await office.post("u1", "a");
    for (let second = 0; second < 60; second += 1) {
      await office.settled();
      clock.advance(1_000);
    }
    await office.settled();
    expect(asked).toBe(2);
    expect((await office.engine.counts()).pending).toBe(1);
  });
});

test("attempts are written down with what the target answered, or why it did not", async () => {
  const clock = manualClock();
  const answers = [500, 302, 204];
  const url = await consumer((_, response) => {
    clock.advance(7);
    response.writeHead(answers.shift() ?? 204, { location: "/canary" }).end("canary");
  });
  const office = await postOffice({ clock, schedule: [1_000, 1_000, 1_000] });
  const start = clock.now();
  await attachTo(office, "u1", url);
  await office.post("u1", "a");
  for (let n = 1; n <= 2; n += 1) {
    await expect.poll(async () => (await office.engine.deliveries({ limit: 1 }))[0]?.attempts).toBe(n);
    await office.settled();
    clock.advance(1_000);
  }
  await expect.poll(async () => (await office.engine.counts()).delivered).toBe(1);
  const [{ id } = { id: "" }] = await office.engine.deliveries({ limit: 1 });
  expect((await office.engine.delivery(id))?.tries).toEqual([
    { at: start, duration: 7, status: 500, code: "target-status" },
    { at: start + 1_007, duration: 7, status: 302, code: "target-redirects" },
    { at: start + 2_014, duration: 7, status: 204 },
  ]);
});

test("the last failure of a delivery that is given up says why, and so do its attempts", async () => {
  const office = await postOffice({
    clock: manualClock(),
    schedule: [],
    notify: () => {
      throw Object.assign(new Error("The queue is closed."), { code: "queue-closed" });
    },
  });
  await attach(office.engine, "u1");
  await office.post("u1", "a");
  await expect.poll(async () => (await office.engine.counts()).dead).toBe(1);
  const [letter] = await office.engine.deadLetters({ limit: 1 });
  expect(letter).toMatchObject({
    failure: { code: "queue-closed", message: "The queue is closed." },
    tries: [{ code: "queue-closed" }],
  });
});

describe("many that were given up", () => {
  test("go back in order before those that wait, and nothing overtakes them", async () => {
    const got: Value[] = [];
    let failing = true;
    const notify = async (text: Value) => {
      if (failing) throw new Error("No.");
      await new Promise((resolve) => setTimeout(resolve, 1));
      got.push(text);
    };
    const office = await postOffice({ clock: manualClock(), notify, schedule: [] });
    const lane = await attach(office.engine, "u1");
    const texts = Array.from({ length: 50 }, (_, n) => String(n));
    await office.post("u1", ...texts.slice(0, 40));
    await expect.poll(async () => (await office.engine.counts()).dead).toBe(40);
    await office.engine.patchSubscription(lane, { disabled: "Disabled by hand." });
    failing = false;
    await office.post("u1", ...texts.slice(40));
    expect(await office.engine.redriveDead({ subscription: lane }, 1_000)).toEqual({ deliveries: 40, lanes: [lane] });
    await office.engine.patchSubscription(lane, { disabled: false });
    office.lanes.wake([lane]);
    await expect.poll(() => got).toEqual(texts);
  });
});
