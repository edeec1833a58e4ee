import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../runtime/engine/engine.ts";
import type { Asked } from "../http/server.ts";
import { type Running, running } from "./running.ts";

/** A service that counts: the hooks that it knows, by their ids. */
function countingService() {
  const hooks = new Map<string, string>();
  let made = 0;
  return {
    hooks,
    made: () => made,
    answer({ method, url, body }: Asked): { status?: number; body?: unknown } {
      const id = url.split("/").at(-1) ?? "";
      if (method === "POST") {
        made += 1;
        hooks.set(`hook-${made}`, body);
        return { status: 201, body: { id: `hook-${made}` } };
      }
      return { status: hooks.delete(id) ? 204 : 404 };
    },
  };
}

/** An engine whose process dies at its n-th change: the change is lost if `before`, else done and never answered for. */
function dying(at: number, before: boolean) {
  let changes = 0;
  let dead = false;
  const died = Promise.withResolvers<void>();
  const never = new Promise<never>(() => undefined);
  const change = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (dead) return never;
      changes += 1;
      if (changes !== at) return call(...args);
      dead = true;
      if (!before) await call(...args);
      died.resolve();
      return never;
    };
  };
  const wrap = (engine: Engine): Engine => ({
    ...engine,
    createSubscription: change(engine.createSubscription),
    moveSubscription: change(engine.moveSubscription),
  });
  return { wrap, died: died.promise };
}

async function connected(server: Running): Promise<void> {
  await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
}

const wanted = { connection: "ada", target: { url: "https://target.example/" } };
const create = (server: Running) => server.admin("POST", "/apps/chat/webhooks/events/subscriptions", wanted);

/** Runs `work` on a server that dies at its n-th change; then starts another on the same file, which takes up what is left. */
async function crashing(
  [at, before]: readonly [number, boolean],
  prepare: (server: Running) => Promise<void>,
  work: (server: Running) => Promise<unknown>,
) {
  const service = countingService();
  const file = join(mkdtempSync(join(tmpdir(), "imlc-ledger-")), "store.db");
  const healthy = await running({ file, answer: service.answer });
  await prepare(healthy);
  await healthy.close();
  const { wrap, died } = dying(at, before);
  const mortal = await running({ file, answer: service.answer, wrap });
  await Promise.race([work(mortal), died]);
  await mortal.close();
  const restarted = await running({ file, answer: service.answer });
  await restarted.app.resume();
  return { service, restarted };
}

const windows = (changes: number) =>
  Array.from({ length: changes }, (_, n) => [true, false].map((before) => [n + 1, before] as const)).flat();

describe("a crash during attach", () => {
  // Two changes: the subscription as attaching, then as attached.
  it.each(windows(2))(
    "at change %i (lost: %s) ends attached once restarted, by a hook that the service knows",
    async (at, before) => {
      const { service, restarted } = await crashing([at, before], connected, create);
      const [subscription] = await restarted.engine.subscriptions({ limit: 9 });
      if (at === 1 && before) {
        expect([subscription, service.made()]).toEqual([undefined, 0]);
      } else {
        expect(subscription?.state).toBe("attached");
        // Only an answer that was lost before it was durable makes the call again.
        expect(service.made()).toBe(at === 2 && before ? 2 : 1);
        await restarted.admin("DELETE", `/subscriptions/${subscription?.id}`);
        expect(service.hooks.has(`hook-${service.made()}`)).toBe(false);
        expect(service.hooks.size).toBe(service.made() - 1);
      }
      await restarted.close();
    },
  );
});

describe("a crash during detach", () => {
  let id = "";
  const subscribed = async (server: Running): Promise<void> => {
    await connected(server);
    id = String((await create(server)).json?.id);
  };

  // Two changes: detaching, then detached.
  it.each(windows(2))("at change %i (lost: %s) leaves no hook at the service once restarted", async (at, before) => {
    const { service, restarted } = await crashing([at, before], subscribed, (server) =>
      server.admin("DELETE", `/subscriptions/${id}`),
    );
    const left = await restarted.engine.subscription(id);
    if (at === 1 && before) {
      expect([left?.state, service.hooks.size]).toEqual(["attached", 1]);
    } else {
      expect([left?.state, service.hooks.size]).toEqual(["detached", 0]);
    }
    await restarted.close();
  });
});

describe("a store that fails in the middle", () => {
  it.each(["attach", "detach"])("of %s does not stop the subscription from being ended later", async (during) => {
    let fails = false;
    const service = countingService();
    const server = await running({
      answer: service.answer,
      wrap: (engine) => ({
        ...engine,
        moveSubscription: (id, from, change) =>
          fails && change.state === `${during}ed`
            ? Promise.reject(new Error("gone"))
            : engine.moveSubscription(id, from, change),
      }),
    });
    await connected(server);
    fails = true;
    await create(server);
    const [made] = await server.engine.subscriptions({ limit: 1 });
    await server.admin("DELETE", `/subscriptions/${made?.id}`);
    expect((await server.engine.subscription(made?.id ?? ""))?.state).toBe(`${during}ing`);
    fails = false;
    expect(await server.admin("DELETE", `/subscriptions/${made?.id}`)).toMatchObject({
      status: 200,
      json: { state: "detached" },
    });
    expect(service.hooks.has(`hook-${service.made()}`)).toBe(false);
    await server.close();
  });
});

describe("resume", () => {
  it("leaves alone what had ended, well or badly", async () => {
    let answers: ReturnType<typeof countingService>["answer"] = () => ({ status: 500 });
    const server = await running({ answer: (asked) => answers(asked) });
    await connected(server);
    await create(server);
    const service = countingService();
    answers = service.answer;
    await create(server);
    await server.app.resume();
    expect((await server.engine.subscriptions({ limit: 9 })).map(({ state }) => state).sort()).toEqual([
      "attach-failed",
      "attached",
    ]);
    expect(service.made()).toBe(1);
    await server.close();
  });

  it("says so when a webhook is not served any more, instead of forgetting its hook", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "imlc-ledger-")), "store.db");
    const service = countingService();
    const { wrap, died } = dying(3, false);
    const before = await running({ file, answer: service.answer, wrap });
    await connected(before);
    const id = String((await create(before)).json?.id);
    await Promise.race([before.admin("DELETE", `/subscriptions/${id}`), died]);
    await before.close();
    const after = await running({ file, answer: service.answer, apps: [] });
    await after.app.resume();
    expect(await after.engine.subscription(id)).toMatchObject({
      state: "detach-failed",
      failure: { code: "webhook-unknown" },
    });
    await after.close();
  });
});
