import { describe, expect, it } from "vitest";
import { createSecrets } from "../../runtime/secrets.ts";
import { sealParameters } from "../../runtime/stored.ts";
import type { Answer } from "./service.ts";
import { attachTwice, type HooksWebhook, listing, openWorld, update, wanted } from "./world.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const expires: HooksWebhook["expires"] = ({ webhook }) => webhook?.expires;
const secrets = await createSecrets("cd".repeat(32));
const channel = (name: string) => sealParameters(secrets, { channel: name });

async function opened(...options: Parameters<typeof openWorld>) {
  const world = await openWorld(...options);
  await world.connect("ada");
  await world.connect("ben");
  const host = world.start();
  const subscribe = (connection = "ada", name?: string) => host.ledger.create(wanted(world.app, connection, name));
  return { world, ledger: host.ledger, subscribe };
}

describe("a hook that several subscriptions have", () => {
  it("is made once for 50 that attach at once, and detached with the last of them", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    const made = await Promise.all(Array.from({ length: 50 }, () => subscribe()));
    expect([world.service.made(), new Set(made.map(({ state }) => state))]).toEqual([1, new Set(["attached"])]);
    await Promise.all(made.slice(1).map(({ id }) => ledger.remove(id)));
    expect([...world.service.hooks.keys()]).toEqual(["hook-1"]);
    expect((await ledger.remove(made[0]?.id ?? ""))?.state).toBe("detached");
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });

  it("is not shared by other parameters, nor where attach reads the id", async () => {
    const plain = await opened({ again: "another" }, {});
    await Promise.all([plain.subscribe("ada", "a"), plain.subscribe("ada", "b"), plain.subscribe("ada", "a")]);
    expect(plain.world.service.made()).toBe(2);
    await plain.world.close();
    const single = await opened({ again: "another" }, { attachReadsId: true });
    await Promise.all([single.subscribe(), single.subscribe()]);
    expect(single.world.service.made()).toBe(2);
    await single.world.close();
  });

  it("is kept for the other connection for which the service has told of the same one", async () => {
    const { world, ledger, subscribe } = await opened({ again: "by-url" }, {});
    await world.connect("second-of-ada", "ada");
    const [one, two] = await Promise.all([subscribe("ada"), subscribe("second-of-ada")]);
    expect([...world.service.hooks.keys()]).toEqual(["hook-1"]);
    await ledger.remove(one.id);
    expect([...world.service.hooks.keys()]).toEqual(["hook-1"]);
    await ledger.remove(two.id);
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });

  it("is there after one connection has ended it while the other was told of it", async () => {
    const { world, ledger, subscribe } = await opened({ again: "by-url" }, {});
    await world.connect("second-of-ada", "ada");
    const { id } = await subscribe("ada");
    await Promise.all([subscribe("second-of-ada"), ledger.remove(id), subscribe("second-of-ada")]);
    expect([...world.service.hooks.keys()]).toEqual(await world.believed());
    await world.close();
  });

  it("stays as it is for the others when one changes its parameters", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, { update });
    const [one] = await Promise.all([subscribe(), subscribe()]);
    await ledger.change(one.id, { parameters: await channel("random") });
    expect([...world.service.hooks.values()].map((hook) => hook.channel)).toEqual(["general", "random"]);
    await world.close();
  });
});

describe("a service that fails", () => {
  const tooMany: Answer = { status: 429, headers: { "retry-after": "90" }, body: {} };

  it("is asked again when it says so, and the subscription tells when", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    world.service.broken = () => tooMany;
    const made = await subscribe();
    expect(made).toMatchObject({ state: "attaching", failure: { code: "rate-limit-error" }, progress: { tries: 1 } });
    expect(made.due).toBe(world.clock.now + 90 * SECOND);
    world.service.broken = undefined;
    world.clock.now += 89 * SECOND;
    await ledger.resume();
    expect((await world.engine.subscription(made.id))?.state).toBe("attaching");
    world.clock.now += SECOND;
    await ledger.resume();
    expect(await world.engine.subscription(made.id)).toMatchObject({ state: "attached", failure: undefined });
    await world.close();
  });

  it("is asked a few times at once if it is broken, then on a schedule, then no more", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    world.service.broken = () => ({ status: 503 });
    const { id } = await subscribe();
    expect(world.service.server.asked.length).toBe(3);
    for (let day = 0; day < 48; day++) {
      world.clock.now += HOUR;
      await ledger.resume();
    }
    expect(await world.engine.subscription(id)).toMatchObject({ state: "attach-failed", due: undefined });
    expect(world.service.server.asked.length).toBe(3 * 8);
    world.service.broken = undefined;
    expect((await ledger.retry(id))?.state).toBe("attached");
    await expect(ledger.retry(id)).rejects.toMatchObject({ code: "nothing-to-retry", status: 409 });
    await world.close();
  });

  it("ends attach at once if it refuses", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    world.service.broken = () => ({ status: 422 });
    const made = await subscribe();
    expect(made).toMatchObject({ state: "attach-failed", failure: { place: "attach.iml.json:1:1" }, due: undefined });
    expect(world.service.server.asked.length).toBe(1);
    expect((await ledger.remove(made.id))?.state).toBe("detached");
    expect(world.service.server.asked.length).toBe(1);
    await world.close();
  });

  it("takes a repeated request for the same one until it has answered it", async () => {
    const { world, subscribe } = await opened({ again: "by-key" }, {});
    const keys = () => world.service.server.asked.map(({ headers }) => headers["idempotency-key"]);
    world.service.broken = () => ({ status: 503 });
    await subscribe();
    expect(new Set(keys()).size).toBe(1);
    world.service.broken = undefined;
    await world.settle();
    expect(new Set(keys()).size).toBe(2);
    await world.close();
  });
});

describe("detach", () => {
  it.each([404, 410])("is done where the service answers %i", async (status) => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    const { id } = await subscribe();
    world.service.broken = () => ({ status });
    expect((await ledger.remove(id))?.state).toBe("detached");
    await world.close();
  });

  it.each([401, 403])(
    "fails once and visibly where the token was revoked (%i), until it is tried by hand",
    async (status) => {
      const { world, ledger, subscribe } = await opened({ again: "another" }, {});
      const { id } = await subscribe();
      world.service.broken = () => ({ status });
      expect(await ledger.remove(id)).toMatchObject({
        state: "detach-failed",
        failure: { place: "detach.iml.json:1:1" },
      });
      const asked = world.service.server.asked.length;
      for (let day = 0; day < 10; day++) {
        world.clock.now += 24 * HOUR;
        await ledger.resume();
      }
      expect(world.service.server.asked.length).toBe(asked);
      world.service.broken = undefined;
      expect((await ledger.retry(id))?.state).toBe("detached");
      expect(world.service.hooks.size).toBe(0);
      await world.close();
    },
  );

  it("is tried for a while where the service does not answer, and then fails visibly", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    const { id } = await subscribe();
    await world.service.server.close();
    expect(await ledger.remove(id)).toMatchObject({ state: "detaching", failure: { code: "connection-failed" } });
    for (let hour = 0; hour < 48; hour++) {
      world.clock.now += HOUR;
      await ledger.resume();
    }
    expect(await world.engine.subscription(id)).toMatchObject({ state: "detach-failed", due: undefined });
    await world.engine.close();
  });

  it("finds a hook that a broken answer has hidden", async () => {
    const { world, ledger, subscribe } = await opened({ again: "by-key" }, { listing });
    world.service.broken = ({ method }) => (method === "GET" ? { status: 503 } : undefined);
    const { id } = await subscribe();
    await world.engine.moveSubscription(id, ["attached"], { state: "attaching", at: world.clock.now, held: {} });
    world.service.broken = undefined;
    expect([(await ledger.remove(id))?.state, world.service.hooks.size]).toEqual(["detached", 0]);
    await world.close();
  });
});

describe("an attach of two requests, of which the second fails,", () => {
  const failing = async (status: number) => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, { attach: attachTwice });
    const broken: Record<string, Answer> = { PUT: { status } };
    world.service.broken = ({ method }) => broken[method];
    return { world, ledger, broken, made: await subscribe() };
  };

  it.each([429, 503])("has one hook once the service is well again (%i)", async (status) => {
    const { world, broken, made } = await failing(status);
    expect([made.state, world.service.hooks.size]).toEqual(["attaching", 1]);
    delete broken.PUT;
    await world.settle();
    expect([...world.service.hooks.keys()]).toEqual(await world.believed());
    expect(world.service.hooks.size).toBe(1);
    await world.close();
  });

  it.each([422, 429, 503])("leaves no hook when its subscription is removed (%i)", async (status) => {
    const { world, ledger, made } = await failing(status);
    expect((await ledger.remove(made.id))?.state).toBe("detached");
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });

  it("is not made once more to be removed, where it was refused", async () => {
    const { world, ledger, made } = await failing(422);
    await ledger.remove(made.id);
    expect(world.service.server.asked.map(({ method }) => method)).toEqual(["POST", "PUT", "DELETE"]);
    await world.close();
  });

  it("leaves a hook that the service does not give up where it is seen", async () => {
    const { world, ledger, broken, made } = await failing(422);
    broken.DELETE = { status: 401 };
    expect(await ledger.remove(made.id)).toMatchObject({ state: "detach-failed" });
    delete broken.DELETE;
    expect((await ledger.retry(made.id))?.state).toBe("detached");
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });
});

describe("another hook by an attach of two requests, of which the second fails,", () => {
  const lifetime = 48 * HOUR;
  const renewing = async (status: number, service: Parameters<typeof openWorld>[0]["again"] = "another") => {
    const { world, ledger, subscribe } = await opened({ again: service, lifetime }, { attach: attachTwice, expires });
    const { id, renewAt = 0 } = await subscribe();
    world.service.broken = ({ method }) => (method === "PUT" ? { status } : undefined);
    world.clock.now = renewAt;
    await ledger.resume();
    return { world, ledger, id };
  };
  const moving = async (status: number) => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, { attach: attachTwice, update });
    const [{ id }] = [await subscribe(), await subscribe()];
    world.service.broken = ({ method }) => (method === "PUT" ? { status } : undefined);
    await ledger.change(id, { parameters: await channel("random") });
    return { world, ledger, id };
  };
  const ways = [
    ["renewal", renewing],
    ["new parameters", moving],
  ] as const;
  const cases = ways.flatMap(([what, fails]) => [422, 429, 503].map((status) => [what, status, fails] as const));

  it.each(cases)("is one at most while it goes on to fail (%s, %i)", async (_what, status, fails) => {
    const { world, ledger } = await fails(status);
    const { asked } = world.service.server;
    const before = asked.length;
    for (let tries = 0; tries < 20; tries += 1) {
      expect(world.service.hooks.size).toBeLessThanOrEqual(2);
      world.clock.now += HOUR;
      await ledger.resume();
    }
    expect(asked.length - before).toBeLessThanOrEqual(20 * 4);
    await world.close();
  });

  it.each(cases)(
    "leaves the one that is had once the service is well again (%s, %i)",
    async (_what, _status, fails) => {
      const { world, id } = await fails(_status);
      world.service.broken = undefined;
      const { ledger } = await world.settle();
      await ledger.retry(id).catch(() => undefined);
      await world.settle();
      expect([...world.service.hooks.keys()].sort()).toEqual(await world.believed());
      await world.close();
    },
  );

  it.each(cases)("leaves none when all are removed (%s, %i)", async (_what, status, fails) => {
    const { world, ledger } = await fails(status);
    for (const { id } of await world.subscriptions()) expect((await ledger.remove(id))?.state).toBe("detached");
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });

  it("is none where the service answers with the one that is had", async () => {
    const { world, ledger, id } = await renewing(503, "by-url");
    world.clock.now += HOUR;
    await ledger.resume();
    expect([...world.service.hooks.keys()]).toEqual(["hook-1"]);
    expect(world.service.server.asked.filter(({ method }) => method === "DELETE")).toEqual([]);
    await ledger.remove(id);
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });

  it("is made anew where the one before has expired", async () => {
    const { world, ledger, id } = await renewing(503);
    for (let hours = 0; hours < 30; hours += 1) {
      world.clock.now += HOUR;
      await ledger.resume();
      expect(world.service.hooks.size).toBeLessThanOrEqual(2);
    }
    expect((await world.engine.subscription(id))?.state).toBe("attaching");
    world.service.broken = undefined;
    await world.settle();
    expect([...world.service.hooks.keys()]).toEqual(await world.believed());
    expect(world.service.hooks.size).toBe(1);
    await world.close();
  });
});

describe("an update of two requests, of which the second fails,", () => {
  it("leaves the hook that it is of", async () => {
    const twice = { ...update, requests: [...update.requests, ...attachTwice.requests.slice(1)] };
    const { world, ledger, subscribe } = await opened({ again: "another" }, { update: twice });
    const { id } = await subscribe();
    let puts = 0;
    world.service.broken = ({ method }) => (method === "PUT" && ++puts % 2 === 0 ? { status: 422 } : undefined);
    expect(await ledger.change(id, { parameters: await channel("random") })).toMatchObject({ state: "attached" });
    expect([...world.service.hooks.keys()]).toEqual(["hook-1"]);
    await world.settle();
    expect([...world.service.hooks.keys()]).toEqual(["hook-1"]);
    await world.close();
  });
});

describe("new parameters", () => {
  it("hold once the service has taken them", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, { update });
    const { id } = await subscribe();
    world.service.broken = () => ({ status: 503 });
    const waiting = await ledger.change(id, { parameters: await channel("random") });
    expect(waiting).toMatchObject({ state: "attached", failure: { code: "connection-error" } });
    expect(waiting && (await world.saved(waiting)).parameters).toEqual({ channel: "general" });
    world.service.broken = undefined;
    await world.settle();
    const now = await world.engine.subscription(id);
    expect(now && (await world.saved(now)).parameters).toEqual({ channel: "random" });
    expect(world.service.hooks.get("hook-1")?.channel).toBe("random");
    await world.close();
  });

  it("are given up where the service refuses them", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, { update });
    const { id } = await subscribe();
    world.service.broken = () => ({ status: 422 });
    const refused = await ledger.change(id, { parameters: await channel("random") });
    expect(refused).toMatchObject({
      state: "attached",
      failure: { place: "update.iml.json:1:1" },
      progress: undefined,
    });
    expect(refused && (await world.saved(refused)).parameters).toEqual({ channel: "general" });
    await world.close();
  });

  it("are told to be unknown to the service where the app has no update, and share no hook", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, {});
    const { id } = await subscribe();
    expect(await ledger.change(id, { parameters: await channel("random") })).toMatchObject({ untold: true });
    await subscribe("ada", "random");
    expect([...world.service.hooks.values()].map((hook) => hook.channel)).toEqual(["general", "random"]);
    await world.close();
  });
});

describe("a hook that expires", () => {
  const lifetime = 48 * HOUR;

  it.each([
    ["update", { update, expires }, 1],
    ["attach", { expires }, 11],
  ])("is renewed by %s at half of its lifetime, again and again", async (_by, module, made) => {
    const { world, ledger, subscribe } = await opened({ again: "another", lifetime }, module);
    const { id, renewAt = 0, createdAt } = await subscribe();
    expect((renewAt - createdAt) / lifetime).toBeGreaterThanOrEqual(0.45);
    expect((renewAt - createdAt) / lifetime).toBeLessThanOrEqual(0.55);
    for (let renewals = 0; renewals < 10; renewals++) {
      const { due = 0 } = (await world.engine.subscription(id)) ?? {};
      world.clock.now = due;
      await ledger.resume();
    }
    expect(world.service.made()).toBe(made);
    expect([...world.service.hooks.keys()]).toEqual(await world.believed());
    expect(world.service.hooks.size).toBe(1);
    await world.close();
  });

  it.each([
    ["update", { update, expires }],
    ["attach", { expires }],
  ])("outlives a service that fails for a third of its lifetime (%s)", async (_by, module) => {
    const { world, ledger, subscribe } = await opened({ again: "another", lifetime }, module);
    const { id, renewAt = 0 } = await subscribe();
    world.clock.now = renewAt;
    const end = renewAt + lifetime / 3;
    world.service.broken = () => (world.clock.now < end ? { status: 503 } : undefined);
    for (; world.clock.now < end; world.clock.now += 60 * SECOND) await ledger.resume();
    expect(await world.engine.subscription(id)).toMatchObject({
      state: "attached",
      failure: { code: "connection-error" },
    });
    world.clock.now += 2 * HOUR;
    await ledger.resume();
    expect(await world.engine.subscription(id)).toMatchObject({ state: "attached", failure: undefined });
    expect([...world.service.hooks.keys()]).toEqual(await world.believed());
    await world.close();
  });

  it("that the service has forgotten at last is attached anew", async () => {
    const { world, subscribe } = await opened({ again: "another", lifetime }, { update, expires });
    await subscribe();
    world.clock.now += 3 * lifetime;
    await world.settle();
    expect(await world.believed()).toEqual(["hook-2"]);
    expect([...world.service.hooks.keys()]).toEqual(["hook-2"]);
    await world.close();
  });
});

describe("reconcile", () => {
  it("tells what is missing and what nobody has, and mends it if it is told to", async () => {
    const { world, ledger, subscribe } = await opened({ again: "another" }, { listing });
    const [kept, lost] = [await subscribe("ada"), await subscribe("ben")];
    await world.engine.moveSubscription(kept.id, ["attached"], { state: "detached", at: world.clock.now });
    const again = await subscribe("ada");
    world.service.forget("hook-2");
    expect([...world.service.hooks.keys()]).toEqual(["hook-1", "hook-3"]);
    const before = await ledger.reconcile(world.app, "events", false);
    expect(before.connections).toMatchObject([
      { connection: "ben", held: [], missing: [lost.id], orphans: 0 },
      { connection: "ada", held: [again.id], missing: [], orphans: 1 },
    ]);
    await ledger.reconcile(world.app, "events", true);
    const after = await ledger.reconcile(world.app, "events", false);
    expect(after.connections).toMatchObject([
      { connection: "ben", held: [lost.id], missing: [], orphans: 0 },
      { connection: "ada", held: [again.id], missing: [], orphans: 0 },
    ]);
    expect([...world.service.hooks.keys()]).toEqual(["hook-3", "hook-4"]);
    await world.close();
  });

  it("needs a listing", async () => {
    const { world, ledger } = await opened({ again: "another" }, {});
    await expect(ledger.reconcile(world.app, "events", false)).rejects.toMatchObject({
      code: "no-listing",
      status: 422,
    });
    await world.close();
  });
});
