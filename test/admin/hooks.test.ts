import { describe, expect, it } from "vitest";
import { DEFAULT_ROOM } from "../../runtime/admission.ts";
import type { Engine } from "../../runtime/engine/engine.ts";
import { EngineError } from "../../runtime/engine/error.ts";
import { raw, start, subscribeAda } from "./running.ts";

const batch = {
  data: [
    { userId: 7, text: "one" },
    { userId: 8, text: "whose?" },
  ],
};

describe("a shared URL", () => {
  it("answers the handshake and stores no item", async () => {
    const { hook, engine } = await start();
    expect(await hook({ type: "url_verification", challenge: "a b&c" })).toMatchObject({
      status: 255,
      body: "challenge=a+b%26c",
    });
    expect(await engine.counts()).toMatchObject({ items: 0 });
  });

  it("stores every item before it answers, wakes their lanes, and keeps what is nobody's", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    server.woken.splice(0);
    expect(await server.hook(batch)).toMatchObject({ status: 200, body: "accepted" });
    expect(server.woken).toEqual([id]);
    expect((await server.engine.heads(id, 9)).map(({ uid, payload }) => [uid, payload])).toEqual([
      ["7", { kind: "bundle", bundle: '{"userId":7,"text":"one"}' }],
    ]);
    expect(await server.engine.unowned({ limit: 9 })).toMatchObject([{ uid: "8" }]);
  });

  it("answers the same for known and unknown users", async () => {
    const server = await start();
    await subscribeAda(server);
    const known = await server.hook({ data: [{ userId: 7 }] });
    expect(await server.hook({ data: [{ userId: 8 }] })).toEqual(known);
  });

  it.each([
    "/hooks/chat/other",
    "/hooks/other/events",
    "/hooks/chat",
    "/hooks/chat/events/",
    "/",
    "/hooks/chat/EVENTS",
    "//hooks/chat/events",
  ])("is nowhere else: %s", async (path) => {
    const { hook } = await start();
    expect((await hook(batch, path)).status).toBe(404);
  });

  it("refuses what cannot be read, and keeps nothing of it", async () => {
    const { hook, engine } = await start();
    const { status, body } = await hook("{", "/hooks/chat/events");
    expect([status, JSON.parse(body).error.code]).toEqual([400, "body-unreadable"]);
    expect(await engine.requests({ limit: 9 })).toEqual([]);
  });
});

describe("a request that could not be evaluated", () => {
  const failing = {
    id: "app",
    webhooks: {
      hook: {
        communication: {
          iterate: (): never => {
            throw new TypeError("canary: fullName of payload");
          },
          uid: () => "u",
          places: { iterate: "webhook.iml.json:7:7" },
        },
      },
    },
    connections: {},
  };

  it("answers 500, is kept as it came, and can be replayed once the manifest is mended", async () => {
    const server = await start({ apps: [failing] });
    expect(
      (await server.hook({ n: 12345678901234567890n.toString() }, "/hooks/app/hook?q=1", { "x-a": "b" })).status,
    ).toBe(500);
    const [kept] = await server.engine.requests({ limit: 9 });
    expect(kept).toMatchObject({
      method: "POST",
      url: "/hooks/app/hook?q=1",
      headers: { "x-a": "b" },
      failure: { code: "expression-failed", place: "webhook.iml.json:7:7" },
    });
    expect(new TextDecoder().decode((await server.engine.request(kept?.id ?? ""))?.body)).toBe(
      '{"n":"12345678901234567890"}',
    );
    expect(server.lines.join("")).toContain("webhook.iml.json:7:7");
    expect(server.lines.join("")).not.toContain("canary");
    expect(await server.admin("POST", `/requests/${kept?.id}/replay`)).toMatchObject({
      status: 422,
      json: { error: { code: "expression-failed" } },
    });

    failing.webhooks.hook.communication = {
      ...failing.webhooks.hook.communication,
      iterate: (() => ["a", "b"]) as never,
    };
    expect(await server.admin("POST", `/requests/${kept?.id}/replay`)).toMatchObject({
      status: 200,
      json: { items: { owned: 0, unowned: 2, platform: 0, duplicate: 0, failed: 0 } },
    });
  });
});

describe("a store that does not take it", () => {
  const broken = (accept: Engine["accept"]) => ({ wrap: (engine: Engine): Engine => ({ ...engine, accept }) });

  it("answers 503 with Retry-After, never a success", async () => {
    const server = await start(broken(() => Promise.reject(new EngineError("store-full", "canary-path is full"))));
    const reply = await server.hook(batch);
    expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "5"]);
    expect(reply.body).not.toContain("canary");
    expect(server.lines.join("")).toContain("store-full");
  });

  it("answers 503 when it is slower than the deadline, and still wakes the lanes once it is done", async () => {
    let taken = (): void => undefined;
    const server = await start({
      deadline: 50,
      ...broken(
        () =>
          new Promise((resolve) => {
            taken = () =>
              resolve({ lanes: ["late"], items: { owned: 1, unowned: 0, platform: 0, duplicate: 0, failed: 0 } });
          }),
      ),
    });
    expect((await server.hook(batch)).status).toBe(503);
    expect(server.woken).toEqual([]);
    taken();
    await expect.poll(() => server.woken).toEqual(["late"]);
  });

  it("answers 503 for a handshake too: what was evaluated is kept", async () => {
    const server = await start(broken(() => Promise.reject(new Error("gone"))));
    expect((await server.hook({ type: "url_verification", challenge: "x" })).status).toBe(503);
  });
});

describe("a store that falls behind", () => {
  it("has requests wait without being evaluated, and turned away at once when they wait too long; all others go on", async () => {
    const taking: (() => void)[] = [];
    let evaluated = 0;
    const counting = {
      communication: {
        iterate: () => {
          evaluated += 1;
          return [];
        },
        places: {},
      },
    };
    const server = await start({
      deadline: 60_000,
      apps: [{ id: "app", webhooks: { hook: counting }, connections: {} }],
      wrap: (engine) => ({
        ...engine,
        async accept(request) {
          await new Promise<void>((resolve) => taking.push(resolve));
          return engine.accept(request);
        },
      }),
    });
    const hook = () => server.hook({}, "/hooks/app/hook");
    const inWork = Array.from({ length: DEFAULT_ROOM.requests }, hook);
    const waiting = hook();
    await expect.poll(() => taking.length).toBe(DEFAULT_ROOM.requests);
    expect(evaluated).toBe(DEFAULT_ROOM.requests);
    expect(server.app.isBehind({ url: "/hooks/app/hook" })).toBe(false);

    server.clock.now += DEFAULT_ROOM.behind + 1;
    const { status, headers, body } = await hook();
    expect([status, headers["retry-after"], JSON.parse(body).error.code]).toEqual([503, "1", "overloaded"]);
    expect(server.app.isBehind({ url: "/hooks/app/hook?a=b" })).toBe(true);
    expect(server.app.isBehind({ url: "/health" })).toBe(false);
    const told = (await server.app.fetch(raw("GET", "/metrics", {}))).body;
    expect(told).toContain('imlc_store_behind_total{app="app",webhook="hook"} 1');

    for (const take of taking.splice(0)) take();
    for (const one of await Promise.all(inWork)) expect(one.status).toBe(200);
    await expect.poll(() => taking.length).toBe(1);
    for (const take of taking.splice(0)) take();
    expect((await waiting).status).toBe(200);
    expect(evaluated).toBe(DEFAULT_ROOM.requests + 1);
  });

  it("answers who waited until the deadline with 503, and never evaluates it; a hanging store holds no more than its room", async () => {
    let evaluated = 0;
    let hanging = 0;
    const counting = {
      communication: {
        iterate: () => {
          evaluated += 1;
          return [];
        },
        places: {},
      },
    };
    const server = await start({
      deadline: 50,
      apps: [{ id: "app", webhooks: { hook: counting }, connections: {} }],
      wrap: (engine) => ({
        ...engine,
        accept: () => {
          hanging += 1;
          return new Promise(() => undefined);
        },
      }),
    });
    const replies = await Promise.all(
      Array.from({ length: 2 * DEFAULT_ROOM.requests }, () => server.hook({}, "/hooks/app/hook")),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
    expect(new Set(replies.map(({ headers }) => headers["retry-after"]))).toEqual(new Set(["5"]));
    await expect.poll(() => hanging).toBe(DEFAULT_ROOM.requests);
    expect(evaluated).toBe(DEFAULT_ROOM.requests);
  });
});

it("an error that nobody foresaw is answered and logged without its words", async () => {
  const server = await start({
    wrap: (engine) => ({ ...engine, counts: () => Promise.reject(new TypeError("canary\n    of a message")) }),
  });
  expect((await server.app.fetch(raw("GET", "/metrics", {}))).status).toBe(500);
  expect(JSON.parse(server.lines.at(-1) ?? "")).toMatchObject({
    event: "internal",
    error: "TypeError",
    at: expect.any(Array),
  });
  expect(server.lines.join("")).not.toContain("canary");
});

describe("health and metrics", () => {
  it("health says whether the store answers", async () => {
    const well = await start();
    expect(await well.app.fetch(raw("GET", "/health", {}))).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    const ill = await start({
      wrap: (engine) => ({ ...engine, subscription: () => Promise.reject(new Error("gone")) }),
    });
    expect((await ill.app.fetch(raw("GET", "/health", {}))).status).toBe(503);
  });

  it("metrics count requests and items by webhook, and never name a user", async () => {
    const server = await start();
    await subscribeAda(server);
    await server.hook(batch);
    await server.hook({ data: "canary-uid" });
    await server.hook("{");
    await server.hook(batch, "/hooks/canary/path");
    const { body } = await server.app.fetch(raw("GET", "/metrics", {}));
    const lines = body.split("\n");
    for (const line of [
      'imlc_requests_total{app="chat",webhook="events",status="200"} 2',
      'imlc_requests_total{app="chat",webhook="events",status="400"} 1',
      'imlc_items_total{app="chat",webhook="events",outcome="owned"} 1',
      'imlc_items_total{app="chat",webhook="events",outcome="unowned"} 2',
      'imlc_warnings_total{app="chat",webhook="events",warning="iterate-not-array"} 1',
      "imlc_store_pending 1",
      "# TYPE imlc_requests_total counter",
      "# TYPE imlc_store_pending gauge",
    ]) {
      expect(lines).toContain(line);
    }
    expect(body).not.toMatch(/canary|uid/);
  });
});
