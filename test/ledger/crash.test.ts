import { describe, expect, it } from "vitest";
import { createSecrets } from "../../runtime/secrets.ts";
import { sealParameters } from "../../runtime/stored.ts";
import type { ServiceOptions } from "./service.ts";
import { type HooksWebhook, type Host, listing, openWorld, update, type World, wanted } from "./world.ts";

const HOUR = 3_600_000;
const LIFETIME = 48 * HOUR;
const expires: HooksWebhook["expires"] = ({ webhook }) => webhook?.expires;

interface Scenario {
  readonly module: HooksWebhook;
  readonly again: ServiceOptions["again"];
  readonly lifetime?: number;
  prepare(world: World, host: Host): Promise<unknown>;
  work(world: World, host: Host): Promise<unknown>;
  /** What comes after the crash, before anything that it has interrupted. */
  next?(world: World, host: Host): Promise<unknown>;
}

const subscribe = (world: World, host: Host, connection = "ada", channel?: string) =>
  host.ledger.create(wanted(world.app, connection, channel));
const first = async (world: World) => (await world.subscriptions()).at(-1)?.id ?? "";
const secrets = await createSecrets("cd".repeat(32));
const other = () => sealParameters(secrets, { channel: "random" });
const half = (world: World) => {
  world.clock.now += LIFETIME * 0.56;
};

const attaching = { prepare: async () => undefined, work: subscribe };
/** Two connections that are one account of the service, which lists the hooks of both to each. */
const together = {
  prepare: async () => undefined,
  work: (world: World, host: Host) => Promise.all([subscribe(world, host), subscribe(world, host, "second-of-ada")]),
};
const detaching = {
  prepare: subscribe,
  work: async (world: World, host: Host) => host.ledger.remove(await first(world)),
};
const sharing = {
  prepare: subscribe,
  work: async (world: World, host: Host) => {
    await Promise.all([subscribe(world, host), subscribe(world, host), subscribe(world, host, "ben")]);
    await host.ledger.remove(await first(world));
  },
};
const updating = {
  prepare: subscribe,
  work: async (world: World, host: Host) => host.ledger.change(await first(world), { parameters: await other() }),
};
const updatingShared = {
  ...updating,
  prepare: async (world: World, host: Host) => [await subscribe(world, host), await subscribe(world, host)],
};
/** The hook is the subscription's alone, once the other one has ended. */
const updatingLast = {
  ...updatingShared,
  next: async (world: World, host: Host) => host.ledger.remove((await world.subscriptions())[0]?.id ?? ""),
};
const renewing = {
  lifetime: LIFETIME,
  prepare: async (world: World, host: Host) => {
    await subscribe(world, host);
    await subscribe(world, host);
    half(world);
  },
  work: (_world: World, host: Host) => host.ledger.resume(),
};
const removal = { next: async (world: World, host: Host) => host.ledger.remove(await first(world)) };
const missing = {
  ...removal,
  prepare: async (world: World, host: Host) => {
    await subscribe(world, host);
    world.service.forget("hook-1");
  },
  work: (world: World, host: Host) => host.ledger.reconcile(world.app, "events", true),
};
/** The service has failed until the hook had expired. */
const expired = {
  ...removal,
  lifetime: LIFETIME,
  prepare: async (world: World, host: Host) => {
    await subscribe(world, host);
    world.clock.now += 1.1 * LIFETIME;
    world.service.broken = () => ({ status: 503 });
    await host.ledger.resume();
    world.service.broken = undefined;
    world.clock.now += HOUR;
  },
  work: (_world: World, host: Host) => host.ledger.resume(),
};

const scenarios: Readonly<Record<string, Scenario>> = {
  "attach, where the service lists": { ...attaching, module: { listing }, again: "another" },
  "attach, where the service knows idempotency keys": { ...attaching, module: {}, again: "by-key" },
  "attach, where the service has one hook for a URL": { ...attaching, module: {}, again: "by-url" },
  "attach for two connections of one account": { ...together, module: { listing }, again: "another" },
  detach: { ...detaching, module: {}, again: "another" },
  "attach and detach of shared hooks": { ...sharing, module: { listing }, again: "another" },
  update: { ...updating, module: { update }, again: "another" },
  "update of a shared hook": { ...updatingShared, module: { update, listing }, again: "another" },
  "update of a hook that was shared until then": {
    ...updatingLast,
    module: { update, listing },
    again: "another",
  },
  "update of a hook that was shared until then, where the service knows idempotency keys": {
    ...updatingLast,
    module: { update },
    again: "by-key",
  },
  "renewal by update": { ...renewing, module: { update, expires }, again: "another" },
  "renewal by attach": { ...renewing, module: { listing, expires }, again: "another" },
  "attach anew of a missing hook, before a removal": { ...missing, module: { listing }, again: "another" },
  "attach anew of an expired hook, before a removal": { ...expired, module: { listing, expires }, again: "another" },
  "renewal by attach that renews": { ...renewing, module: { expires }, again: "by-url" },
};

async function prepared({ again, lifetime, module, prepare }: Scenario): Promise<World> {
  const world = await openWorld({ again, lifetime }, module);
  await world.connect("ada");
  await world.connect("ben");
  await world.connect("second-of-ada", "ada");
  await prepare(world, world.start());
  return world;
}

describe.each(Object.entries(scenarios))("a crash during %s", (_name, scenario) => {
  it("at any step leaves no hook that nobody has, and nobody without a hook", async () => {
    const healthy = await prepared(scenario);
    const host = healthy.start();
    await scenario.work(healthy, host);
    const steps = host.effects();
    expect(steps).toBeGreaterThan(1);
    await healthy.close();
    for (let at = 1; at <= steps; at++) {
      for (const before of [true, false]) {
        const world = await prepared(scenario);
        const mortal = world.start({ at, before });
        await Promise.race([scenario.work(world, mortal), mortal.died]);
        // What goes on at once may have come to its end by a step less.
        if (mortal.effects() >= at) await mortal.died;
        await scenario.next?.(world, world.start());
        await world.settle();
        const about = `step ${at}, ${before ? "before" : "after"}`;
        const all = await world.subscriptions();
        expect([about, [...world.service.hooks.keys()].sort()]).toEqual([about, await world.believed()]);
        expect([about, all.filter(({ state }) => state !== "attached" && state !== "detached")]).toEqual([about, []]);
        await world.close();
      }
    }
  }, 600_000);
});

describe("an update that may have made a hook", () => {
  it.each(["retry", "remove"] as const)("is not forgotten when its tries have ended: `%s` finds it", async (by) => {
    const world = await prepared({ ...updatingShared, module: { update, listing }, again: "another" });
    const mortal = world.start({ at: 4, before: false });
    void updating.work(world, mortal);
    await mortal.died;
    expect(world.service.made()).toBe(2);
    world.service.broken = () => ({ status: 503 });
    const host = world.start();
    for (let hour = 0; hour < 48; hour++) {
      await host.ledger.resume();
      world.clock.now += HOUR;
    }
    expect(await world.engine.subscription(await first(world))).toMatchObject({
      state: "attached",
      failure: { code: "connection-error" },
      due: undefined,
    });
    world.service.broken = undefined;
    await host.ledger[by](await first(world));
    await world.settle();
    const left = by === "retry" ? ["hook-1", "hook-2"] : ["hook-1"];
    expect([[...world.service.hooks.keys()], await world.believed()]).toEqual([left, left]);
    await world.close();
  });

  it("is given up where the service refuses it and lists no such hook", async () => {
    const world = await prepared({ ...updatingShared, module: { update, listing }, again: "another" });
    const mortal = world.start({ at: 4, before: true });
    void updating.work(world, mortal);
    await mortal.died;
    world.service.broken = ({ method }) => (method === "POST" ? { status: 422 } : undefined);
    await world.start().ledger.resume();
    const given = await world.engine.subscription(await first(world));
    expect(given).toMatchObject({ state: "attached", failure: { place: "attach.iml.json:1:1" }, progress: undefined });
    expect([[...world.service.hooks.keys()], await world.believed()]).toEqual([["hook-1"], ["hook-1"]]);
    await world.close();
  });
});

describe("a store that fails in the middle", () => {
  it.each(["attached", "detached"] as const)("before `%s` is written leaves what can be ended later", async (state) => {
    const world = await openWorld({ again: "by-url" }, {});
    await world.connect("ada");
    const failing = world.start(undefined, state);
    await subscribe(world, failing).catch(() => undefined);
    await failing.ledger.remove(await first(world)).catch(() => undefined);
    const left = await world.subscriptions();
    expect(left.map((one) => one.state)).toEqual([state === "attached" ? "detached" : "detaching"]);
    await world.settle();
    expect([world.service.hooks.size, (await world.subscriptions())[0]?.state]).toEqual([0, "detached"]);
    await world.close();
  });
});

describe("a webhook that is not served any more", () => {
  it("is told, instead of its hook being forgotten", async () => {
    const world = await openWorld({ again: "another" }, {});
    await world.connect("ada");
    await subscribe(world, world.start());
    const without = world.start(undefined, undefined, []);
    const removed = await without.ledger.remove(await first(world));
    expect(removed).toMatchObject({ state: "detach-failed", failure: { code: "webhook-unknown" } });
    expect((await world.start().ledger.retry(await first(world)))?.state).toBe("detached");
    expect(world.service.hooks.size).toBe(0);
    await world.close();
  });
});
