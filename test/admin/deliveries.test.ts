import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import type { Open } from "../../language/values.ts";
import { createTargets } from "../../runtime/deliver/target.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { consumer, localSend, type Seen } from "../deliver/consumer.ts";
import { manualClock } from "../deliver/manual-clock.ts";
import { type Running, start, subscribeAda } from "./running.ts";

const failure = { code: "target-status", message: "The target answered 500." };

function items(json: Open): readonly Open[] {
  return Array.isArray(json?.items) ? json.items : [];
}

/** Ada's subscription with a delivery in each state: the first is dead, the second delivered, the third waits. */
async function withDeliveries(server: Running): Promise<{ readonly lane: string; readonly ids: readonly string[] }> {
  const { id: lane } = await subscribeAda(server);
  await server.hook({ data: ["one", "two", "three"].map((text) => ({ userId: 7, text })) });
  const ids = (await server.engine.heads(lane, 3)).map(({ id }) => id);
  const at = server.clock.now;
  await server.engine.settle([
    {
      kind: "dead",
      delivery: ids[0] ?? "",
      at,
      failure,
      tried: { at, duration: 12, status: 500, code: "target-status" },
    },
    { kind: "delivered", delivery: ids[1] ?? "", at, tried: { at, duration: 3, status: 204 } },
  ]);
  return { lane, ids };
}

describe("deliveries", () => {
  it("are found by their state, subscription, webhook and uid", async () => {
    const server = await start();
    const { lane, ids } = await withDeliveries(server);
    const found = async (query: string) =>
      items((await server.admin("GET", `/deliveries?${query}`)).json).map((one) => one?.id);
    const [dead, delivered, pending] = ids;
    expect(await found("state=dead")).toEqual([dead]);
    expect(await found("state=delivered")).toEqual([delivered]);
    expect(await found(`state=pending&subscription=${lane}&app=chat&webhook=events&uid=7`)).toEqual([pending]);
    expect(await found("uid=7")).toEqual([pending, delivered, dead]);
    for (const none of ["uid=8", "webhook=other", "app=other", "subscription=other", "state=lost"])
      expect([none, await found(none)]).toEqual([none, []]);
    expect(await server.admin("GET", "/deliveries?colour=red")).toMatchObject({ status: 400 });
  });

  it("are paged within what is asked for", async () => {
    const server = await start();
    const { lane } = await subscribeAda(server).then(({ id }) => ({ lane: id }));
    for (let n = 0; n < 4; n += 1)
      await server.hook({ data: Array.from({ length: 300 }, (_, index) => ({ userId: 7, text: `${n} ${index}` })) });
    const heads = await server.engine.heads(lane, 1_200);
    const chosen = heads.filter((_, index) => index % 100 === 50).map(({ id }) => id);
    await server.engine.settle(chosen.map((delivery) => ({ kind: "dead", delivery, at: 1, failure })));
    const got: Open[] = [];
    let next: Open | undefined;
    do {
      const before: string = next === undefined ? "" : `&before=${next}`;
      const { json } = await server.admin("GET", `/deliveries?state=dead&limit=5${before}`);
      expect(items(json).length).toBeLessThanOrEqual(5);
      got.push(...items(json));
      next = json?.next;
    } while (next !== undefined);
    expect(got.map((one) => one?.id)).toEqual(chosen.toReversed());
  });

  it("are read with their attempts, without what was sent or answered", async () => {
    const server = await start();
    const { lane, ids } = await withDeliveries(server);
    const at = new Date(server.clock.now).toISOString();
    const { status, json } = await server.admin("GET", `/deliveries/${ids[0]}`);
    expect([status, json]).toMatchObject([
      200,
      {
        id: ids[0],
        subscription: lane,
        app: "chat",
        webhook: "events",
        uid: "7",
        state: "dead",
        bundle: { userId: 7, text: "one" },
        failure,
        tries: [{ at, duration: 12, status: 500, code: "target-status" }],
      },
    ]);
    expect((await server.admin("GET", "/deliveries/none")).status).toBe(404);
    expect((await server.admin("GET", `/dead-letters/${ids[0]}`)).json).toMatchObject({
      delivery: ids[0],
      failure,
      tries: [{ at, status: 500 }],
      bundle: { text: "one" },
    });
    expect((await server.admin("GET", `/dead-letters/${ids[1]}`)).status).toBe(404);
  });

  it("of long bundles are told by their size in a list, and whole by themselves", async () => {
    const server = await start();
    const { id: lane } = await subscribeAda(server);
    const text = "x".repeat(20_000);
    await server.hook({ data: [{ userId: 7, text }] });
    const [listed] = items((await server.admin("GET", `/deliveries?subscription=${lane}`)).json);
    expect([listed?.bundle, listed?.payloadBytes]).toEqual([undefined, JSON.stringify({ userId: 7, text }).length]);
    expect((await server.admin("GET", `/deliveries/${listed?.id}`)).json).toMatchObject({ bundle: { text } });
  });
});

describe("dead letters", () => {
  it("go back many at once, of a subscription or a webhook", async () => {
    const server = await start();
    const { lane, ids } = await withDeliveries(server);
    const redrive = (body: unknown) => server.admin("POST", "/dead-letters/redrive", body);
    expect(await redrive({ subscription: "other" })).toMatchObject({ json: { deliveries: 0, subscriptions: 0 } });
    expect(await redrive({ app: "chat", webhook: "other" })).toMatchObject({ json: { deliveries: 0 } });
    server.woken.splice(0);
    expect(await redrive({ webhook: "events", limit: 1 })).toMatchObject({
      status: 200,
      json: { deliveries: 1, subscriptions: 1 },
    });
    expect(server.woken).toEqual([lane]);
    expect((await server.engine.heads(lane, 9)).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  it.each([
    [{ limit: 0 }, "number-range"],
    [{ limit: 10_001 }, "number-range"],
    [{ limit: 1.5 }, "wrong-type"],
    [{ limit: "5" }, "wrong-type"],
    [{ subscripton: "x" }, "unknown-key"],
  ])("are not put back for %j", async (body, code) => {
    const server = await start();
    expect(await server.admin("POST", "/dead-letters/redrive", body)).toMatchObject({
      status: 400,
      json: { error: { code } },
    });
  });

  it("are put back up to the limit", async () => {
    const server = await start();
    for (const limit of [1, 10_000])
      expect((await server.admin("POST", "/dead-letters/redrive", { limit })).status).toBe(200);
  });
});

describe("the secret of a subscription", () => {
  const HOUR = 3_600_000;

  /** What a delivery at this time carries. */
  async function delivered(server: Running, lane: string, now: number): Promise<Seen> {
    const seen: Seen[] = [];
    const url = await consumer((request, response) => {
      seen.push(request);
      response.end();
    });
    const subscription = await server.engine.subscription(lane);
    if (subscription?.target.kind !== "http") throw new Error("It delivers to a URL.");
    await server.hook({ data: [{ userId: 7, text: "äöü" }] });
    const [head] = await server.engine.heads(lane, 1);
    if (head?.payload.kind !== "bundle") throw new Error("It has a bundle.");
    const secrets = await createSecrets("ab".repeat(32));
    const deliverTo = createTargets({
      send: localSend,
      secrets,
      clock: manualClock(now),
      timeout: 30_000,
      functions: {},
    });
    await deliverTo({ ...subscription.target, url }, head, head.payload.bundle);
    const [one] = seen;
    if (one === undefined) throw new Error("It was delivered.");
    return one;
  }

  /** Whether two libraries accept it. */
  function accepts(secret: string, { headers, body }: Seen): boolean {
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const verdicts = [StandardWebhook, SvixWebhook].map((Webhook) => {
      try {
        new Webhook(secret).verify(body, sent);
        return true;
      } catch (error) {
        // That it is too old or too new would be a mistake of this test.
        if (error instanceof Error && error.message.includes("timestamp")) throw error;
        return false;
      }
    });
    expect(new Set(verdicts).size).toBe(1);
    return verdicts[0] === true;
  }

  it("is replaced, and the old one signs beside the new one for a day", async () => {
    const server = await start();
    server.clock.now = Date.now() - 25 * HOUR;
    const { id, secret: first } = await subscribeAda(server);
    server.clock.now = Date.now() - 24 * HOUR + 60_000;
    const { status, json } = await server.admin("POST", `/subscriptions/${id}/secret`, {});
    const second = String(json?.secret);
    expect([status, second === first]).toEqual([200, false]);
    expect(json?.replacedUntil).toBe(new Date(server.clock.now + 24 * HOUR).toISOString());
    const during = await delivered(server, id, Date.now());
    expect(String(during.headers["webhook-signature"]).split(" ").length).toBe(2);
    expect([accepts(first, during), accepts(second, during)]).toEqual([true, true]);
    const after = await delivered(server, id, server.clock.now + 24 * HOUR);
    expect([accepts(first, after), accepts(second, after)]).toEqual([false, true]);
  });

  it("that others know is ended at once", async () => {
    const server = await start();
    server.clock.now = Date.now();
    const { id, secret: first } = await subscribeAda(server);
    const second = String((await server.admin("POST", `/subscriptions/${id}/secret`, { overlap: 60 })).json?.secret);
    const third = String((await server.admin("POST", `/subscriptions/${id}/secret`, { overlap: 0 })).json?.secret);
    const seen = await delivered(server, id, Date.now());
    expect([first, second, third].map((secret) => accepts(secret, seen))).toEqual([false, false, true]);
  });

  it("is never shown again, nor kept readable", async () => {
    const server = await start();
    const { id, secret } = await subscribeAda(server);
    const next = String((await server.admin("POST", `/subscriptions/${id}/secret`, {})).json?.secret);
    const shown = [
      JSON.stringify((await server.admin("GET", `/subscriptions/${id}`)).json),
      JSON.stringify(await server.engine.subscription(id)),
      server.lines.join(""),
    ].join("");
    for (const one of [secret, next]) expect(shown).not.toContain(one.replace("whsec_", ""));
  });

  it("replaced many times at once is each time another, and the last one stands", async () => {
    const server = await start();
    server.clock.now = Date.now();
    const { id } = await subscribeAda(server);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => server.admin("POST", `/subscriptions/${id}/secret`, {})),
    );
    const made = answers.map(({ json }) => String(json?.secret));
    const seen = await delivered(server, id, Date.now());
    expect(made.map((secret) => accepts(secret, seen))).toEqual([true, true, true, true]);
    expect(String(seen.headers["webhook-signature"]).split(" ").length).toBe(5);
    expect(await server.admin("POST", `/subscriptions/${id}/secret`, {})).toMatchObject({
      status: 409,
      json: { error: { code: "secrets-in-use" } },
    });
    expect((await server.admin("POST", `/subscriptions/${id}/secret`, { overlap: 0 })).status).toBe(200);
  });

  it.each([
    [{ overlap: -1 }, "number-range"],
    [{ overlap: 604_801 }, "number-range"],
    [{ overlap: "1" }, "wrong-type"],
  ])("is not replaced for %j", async (body, code) => {
    const server = await start();
    const { id } = await subscribeAda(server);
    const refused = await server.admin("POST", `/subscriptions/${id}/secret`, body);
    expect(refused).toMatchObject({ status: 400, json: { error: { code } } });
    expect((await server.admin("POST", `/subscriptions/${id}/secret`, { overlap: 604_800 })).status).toBe(200);
  });

  it("is none where a function of the host program takes the deliveries", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    await server.admin("PATCH", `/subscriptions/${id}`, { target: { function: "notify" } });
    expect(await server.admin("POST", `/subscriptions/${id}/secret`, {})).toMatchObject({
      status: 409,
      json: { error: { code: "target-not-signed" } },
    });
    expect((await server.admin("POST", "/subscriptions/none/secret", {})).status).toBe(404);
  });
});
