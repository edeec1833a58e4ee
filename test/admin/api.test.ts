import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Open } from "../../language/values.ts";
import { adminToken, chatApp, type Running, raw, running, start, subscribeAda } from "./running.ts";

/** For what changes nothing: a server with Ada's connection. */
let shared: Running;
beforeAll(async () => {
  shared = await running();
  await shared.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
});
afterAll(() => shared.close());

/** The rows of a page. */
function items(page: Open): readonly { readonly [key: string]: unknown }[] {
  return Object.values(page?.items ?? {}).filter((row) => row !== undefined);
}

const errorCode = (code: string) => ({ error: { code } });

describe("who may use it", () => {
  const ask = (server: Running, headers: Record<string, string>, path = "/admin/connections") =>
    server.app.fetch(raw("GET", path, headers));

  it("is who has the token", async () => {
    const server = await start();
    for (const scheme of ["Bearer ", "bearer ", "BEARER   "])
      expect((await ask(server, { authorization: `${scheme}${adminToken}` })).status).toBe(200);
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      `Bearer ${adminToken}x`,
      `Bearer ${adminToken.slice(1)}`,
      adminToken,
      `bearer ${adminToken.toUpperCase()}`,
      `Bearer${adminToken}`,
      `Basic ${btoa(adminToken)}`,
    ]) {
      const refused = await ask(server, authorization === undefined ? {} : { authorization });
      expect([authorization, refused.status, JSON.parse(refused.body).error.code]).toEqual([
        authorization,
        401,
        "unauthorized",
      ]);
    }
  });

  it("is asked before anything else, so that nothing shows what is there", async () => {
    const server = await start();
    for (const path of ["/admin/", "/admin/nothing", "/admin/openapi.json", "/admin/subscriptions/x"])
      expect((await ask(server, {}, path)).status).toBe(401);
  });

  it("is this machine if there is no token: no other host name, no other site's page", async () => {
    const server = await start({ token: "" });
    for (const host of ["localhost", "localhost:3000", "127.0.0.1:3000", "[::1]:3000"])
      expect((await ask(server, { host })).status).toBe(200);
    expect((await ask(server, { host: "localhost:3000", origin: "http://localhost:3000" })).status).toBe(200);
    const refused: readonly Record<string, string>[] = [
      {},
      { host: "hooks.example" },
      { host: "localhost.evil.example" },
      { host: "localhost:3000", origin: "https://evil.example" },
      { host: "localhost:3000", origin: "null" },
    ];
    for (const headers of refused) expect((await ask(server, headers)).status).toBe(403);
  });
});

describe("connections", () => {
  it("are registered by their uid, without asking the service", async () => {
    const server = await start();
    expect(
      await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7, data: { accessToken: "canary-data" } }),
    ).toMatchObject({
      status: 200,
      json: { app: "chat", id: "ada", connection: "main", uid: "7", createdAt: "2026-01-02T00:00:00.000Z" },
    });
    expect(server.service.asked).toEqual([]);
    expect(await server.admin("GET", "/apps/chat/connections/ada")).toMatchObject({
      status: 200,
      json: { id: "ada", uid: "7" },
    });
  });

  it("keep every digit of a long uid", async () => {
    const server = await start();
    const { body } = await server.app.fetch(
      raw(
        "PUT",
        "/admin/apps/chat/connections/long",
        { authorization: `Bearer ${adminToken}` },
        '{"uid": 12345678901234567890}',
      ),
    );
    expect(body).toContain('"uid":"12345678901234567890"');
  });

  it("are asked for where no uid is given", async () => {
    const server = await start();
    expect(
      await server.admin("PUT", "/apps/chat/connections/ada", { parameters: { accessToken: "ada-access-token" } }),
    ).toMatchObject({
      status: 200,
      json: { uid: "7", metadata: { type: "text", value: "User 7" } },
    });
    expect(server.service.asked).toMatchObject([
      { method: "GET", url: "/api/me", headers: { authorization: "Bearer ada-access-token" } },
    ]);
  });

  it("that the service refuses are not made, and the message does not quote the token", async () => {
    const server = await start();
    const refused = await server.admin("PUT", "/apps/chat/connections/eve", {
      parameters: { accessToken: "canary-wrong-token" },
    });
    expect(refused).toMatchObject({ status: 422, json: errorCode("runtime-error") });
    expect(JSON.stringify(refused)).toContain("unknown token");
    expect(JSON.stringify(refused)).not.toContain("canary");
    expect((await server.admin("GET", "/apps/chat/connections/eve")).status).toBe(404);
  });

  it("that the service could not be asked about are not made either: 502", async () => {
    const server = await start({ answer: () => ({ status: 503 }) });
    const refused = await server.admin("PUT", "/apps/chat/connections/ada", { parameters: { accessToken: "t" } });
    expect(refused).toMatchObject({ status: 502, json: errorCode("connection-error") });
    expect((await server.admin("GET", "/apps/chat/connections/ada")).status).toBe(404);
  });

  it("are replaced, and take their subscriptions to a new uid", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: "70" });
    await server.hook({
      data: [
        { userId: 7, n: 1 },
        { userId: 70, n: 2 },
      ],
    });
    expect((await server.engine.heads(id, 9)).map(({ uid }) => uid)).toEqual(["70"]);
  });

  it.each<[string, string, unknown, number, string]>([
    ["an unknown app", "/apps/other/connections/a", { uid: "1" }, 404, "not-found"],
    ["an unknown manifest", "/apps/chat/connections/a", { connection: "mian" }, 422, "connection-unknown"],
    ["an unknown key", "/apps/chat/connections/a", { udi: "1" }, 400, "unknown-key"],
    ["a uid that is none", "/apps/chat/connections/a", { uid: "" }, 400, "uid-shape"],
    ["a uid of the wrong type", "/apps/chat/connections/a", { uid: true }, 400, "wrong-type"],
    ["parameters of the wrong type", "/apps/chat/connections/a", { parameters: [] }, 400, "body-shape"],
    ["an array", "/apps/chat/connections/a", [], 400, "body-shape"],
    ["no JSON", "/apps/chat/connections/a", "{", 400, "body-unreadable"],
    ["a path that cannot be decoded", "/apps/%ff/connections/a", {}, 400, "path-encoding"],
  ])("with %s are refused", async (_what, path, body, status, code) => {
    expect(await shared.admin("PUT", path, body)).toMatchObject({ status, json: errorCode(code) });
  });

  it("say what was meant", async () => {
    const server = await start();
    const message = async (body: unknown) => (await server.admin("PUT", "/apps/chat/connections/a", body)).json;
    expect(JSON.stringify(await message({ paramters: {} }))).toContain("Did you mean `parameters`?");
    expect(JSON.stringify(await message({ UID: 1 }))).toContain("Did you mean `uid`?");
    expect(JSON.stringify(await message({ parameters: [] }))).toContain("`parameters` must be a JSON object.");
    expect(JSON.stringify(await message({ whatever: 1 }))).toContain("There are: connection, parameters, data, uid.");
  });

  it("of an app without connection manifests need a uid", async () => {
    const server = await start({ apps: [{ ...chatApp, connections: {} }] });
    expect(await server.admin("PUT", "/apps/chat/connections/a", {})).toMatchObject({
      status: 422,
      json: errorCode("uid-required"),
    });
    expect(await server.admin("PUT", "/apps/chat/connections/a", { uid: "1" })).toMatchObject({ status: 200 });
  });

  it("are sealed in the store", async () => {
    const server = await start();
    await server.admin("PUT", "/apps/chat/connections/ada", { parameters: { accessToken: "ada-access-token" } });
    const stored = await server.engine.connection("chat", "ada");
    expect(stored?.secret).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9+/=]+$/);
    expect(JSON.stringify(stored)).not.toMatch(/ada-access-token|canary/);
  });
});

describe("subscriptions", () => {
  it("run attach with the shared URL and their parameters, and show the signing secret once", async () => {
    const server = await start();
    const { id, secret } = await subscribeAda(server);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect(server.service.asked.at(-1)).toMatchObject({
      method: "POST",
      url: "/api/webhook",
      body: JSON.stringify({ url: "https://hooks.example/hooks/chat/events", channel: "general" }),
    });
    const read = await server.admin("GET", `/subscriptions/${id}`);
    expect(read).toMatchObject({
      status: 200,
      json: {
        id,
        state: "attached",
        connection: "ada",
        parameters: { channel: "general" },
        target: { url: "https://target.example/in" },
      },
    });
    expect(JSON.stringify([read, await server.admin("GET", "/subscriptions")])).not.toMatch(/whsec_|canary/);
    expect(JSON.stringify(await server.engine.subscription(id))).not.toMatch(/whsec_|canary|hook-1/);
  });

  it("end by detach, with what attach saved", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    expect(await server.admin("DELETE", `/subscriptions/${id}`)).toMatchObject({
      status: 200,
      json: { state: "detached" },
    });
    expect(server.service.asked.at(-1)).toMatchObject({ method: "DELETE", url: "/api/webhook/hook-1" });
    const asked = server.service.asked.length;
    expect(await server.admin("DELETE", `/subscriptions/${id}`)).toMatchObject({
      status: 200,
      json: { state: "detached" },
    });
    expect(server.service.asked).toHaveLength(asked);
  });

  it("that the service refuses stay to be seen, as attach-failed, and end without detach", async () => {
    const server = await start({ answer: () => ({ status: 403, body: { id: "x" } }) });
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
    const made = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
      connection: "ada",
      target: { url: "https://target.example/" },
    });
    expect(made).toMatchObject({
      status: 502,
      json: {
        error: { code: "runtime-error", message: "The service answered 403." },
        subscription: { state: "attach-failed", failure: { place: "attach.iml.json:1:1" } },
      },
    });
    const id = String(made.json?.subscription?.id);
    const asked = server.service.asked.length;
    expect(await server.admin("DELETE", `/subscriptions/${id}`)).toMatchObject({
      status: 200,
      json: { state: "detached" },
    });
    expect(server.service.asked).toHaveLength(asked);
  });

  it("whose detach fails are tried again at once and later, by whoever asks, until it works", async () => {
    let well = false;
    const server = await start({
      answer: ({ method }) => (method === "DELETE" && !well ? { status: 503 } : { body: { id: "h" } }),
    });
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
    const made = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
      connection: "ada",
      target: { url: "https://target.example/" },
    });
    const id = String(made.json?.id);
    expect(await server.admin("DELETE", `/subscriptions/${id}`)).toMatchObject({
      status: 202,
      json: { state: "detaching", failure: { code: "connection-error" }, retryAt: expect.any(String) },
    });
    expect(server.service.asked.filter(({ method }) => method === "DELETE")).toHaveLength(3);
    expect(server.clock.slept).toBe(2500);
    well = true;
    expect(await server.admin("DELETE", `/subscriptions/${id}`)).toMatchObject({
      status: 200,
      json: { state: "detached" },
    });
  });

  it.each([404, 410])("are detached when the service answers %i", async (status) => {
    const server = await start({ answer: ({ method }) => (method === "DELETE" ? { status } : { body: { id: "h" } }) });
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
    const made = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
      connection: "ada",
      target: { url: "https://target.example/" },
    });
    expect(await server.admin("DELETE", `/subscriptions/${made.json?.id}`)).toMatchObject({
      json: { state: "detached" },
    });
    expect(server.service.asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  it("may save 64 KB, and not one byte more", async () => {
    const saving = (bytes: number) => {
      const rest = JSON.stringify({ externalHookId: "", secret: "s" }).length;
      return start({ answer: () => ({ body: { id: "x".repeat(bytes - rest), secret: "s" } }) });
    };
    for (const [bytes, state] of [
      [64 * 1024, "attached"],
      [64 * 1024 + 1, "attach-failed"],
    ] as const) {
      const server = await saving(bytes);
      await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
      const { json } = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
        connection: "ada",
        target: { url: "https://target.example/" },
      });
      expect((json?.subscription ?? json)?.state).toBe(state);
    }
  });

  it("change their parameters and target, keep their secret, and can be stopped", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    const before = await server.engine.subscription(id);
    expect(
      await server.admin("PATCH", `/subscriptions/${id}`, {
        parameters: { channel: "other" },
        target: { url: "https://new.example/" },
        disabled: true,
      }),
    ).toMatchObject({
      status: 200,
      json: {
        parameters: { channel: "other" },
        target: { url: "https://new.example/" },
        disabled: "Disabled by hand.",
      },
    });
    expect((await server.engine.subscription(id))?.target).toMatchObject({
      secret: before?.target.kind === "http" ? before.target.secret : "",
    });
    const enabled = await server.admin("PATCH", `/subscriptions/${id}`, { disabled: false });
    expect(enabled.json).not.toHaveProperty("disabled");
    expect(enabled.json).not.toHaveProperty("secret");
  });

  it("may have a function of the host program for their target, which needs no secret", async () => {
    const server = await start();
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
    const made = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
      connection: "ada",
      target: { function: "onEvent" },
    });
    expect(made).toMatchObject({ status: 201, json: { target: { function: "onEvent" } } });
    expect(made.json).not.toHaveProperty("secret");
    const moved = await server.admin("PATCH", `/subscriptions/${made.json?.id}`, {
      target: { url: "https://t.example/" },
    });
    expect(moved.json?.secret).toMatch(/^whsec_/);
  });

  it.each([
    [[], "This server has no functions to deliver to: write a `url`."],
    [["onEvent", "notify"], "This server has no function `onEevnt` to deliver to. There are: onEvent, notify."],
  ])("may have none that is not there, where there are %j", async (functions, message) => {
    const server = await start({ functions });
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
    const subscribe = (target: unknown) =>
      server.admin("POST", "/apps/chat/webhooks/events/subscriptions", { connection: "ada", target });
    const refused = { status: 422, json: { error: { code: "target-unknown", message } } };
    expect(await subscribe({ function: "onEevnt" })).toMatchObject(refused);
    const { json } = await subscribe({ url: "https://t.example/" });
    const change = (target: unknown) => server.admin("PATCH", `/subscriptions/${json?.id}`, { target });
    expect(await change({ function: "onEevnt" })).toMatchObject(refused);
    expect((await server.admin("GET", `/subscriptions/${json?.id}`)).json?.target).toEqual({
      url: "https://t.example/",
    });
    for (const name of functions) expect((await change({ function: name })).status).toBe(200);
  });

  it.each<[string, unknown, number, string]>([
    ["an unknown connection", { connection: "eve", target: { url: "https://t.example" } }, 422, "connection-unknown"],
    ["a target that is no URL", { connection: "ada", target: { url: "t.example" } }, 400, "target-url"],
    ["a target of another scheme", { connection: "ada", target: { url: "file:///etc/passwd" } }, 400, "target-url"],
    ["a target with credentials", { connection: "ada", target: { url: "https://u:p@t.example" } }, 400, "target-url"],
    ["no target", { connection: "ada" }, 400, "missing-key"],
    ["an empty target", { connection: "ada", target: {} }, 400, "target-shape"],
    ["two targets", { connection: "ada", target: { url: "https://t.example", function: "f" } }, 400, "target-shape"],
    ["an unknown key", { connection: "ada", target: { url: "https://t.example", secret: "x" } }, 400, "unknown-key"],
    ["no connection", { target: { url: "https://t.example" } }, 400, "missing-key"],
  ])("with %s are refused", async (_what, body, status, code) => {
    expect(await shared.admin("POST", "/apps/chat/webhooks/events/subscriptions", body)).toMatchObject({
      status,
      json: errorCode(code),
    });
    expect(await shared.engine.subscriptions({ limit: 9 })).toEqual([]);
  });

  it("need a connection with a uid, and an app and a webhook that there are", async () => {
    const server = await start({
      apps: [
        {
          ...chatApp,
          connections: {
            main: { connect: { requests: [{ request: () => ({ url: "https://example.com/" }) }], places: {} } },
          },
        },
      ],
    });
    await server.admin("PUT", "/apps/chat/connections/nobody", {});
    const body = { connection: "nobody", target: { url: "https://t.example" } };
    expect(await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", body)).toMatchObject({
      status: 422,
      json: errorCode("connection-without-uid"),
    });
    expect((await server.admin("POST", "/apps/chat/webhooks/toString/subscriptions", body)).status).toBe(404);
    expect((await server.admin("POST", "/apps/other/webhooks/events/subscriptions", body)).status).toBe(404);
  });

  it("that there are not cannot be read, changed or ended", async () => {
    const server = await start();
    for (const [method, body] of [["GET"], ["DELETE"], ["PATCH", { disabled: true }]] as const) {
      expect(await server.admin(method, "/subscriptions/none", body)).toMatchObject({
        status: 404,
        json: errorCode("not-found"),
      });
    }
  });

  it("of one kind never overlap: detach waits for attach", async () => {
    const server = await start();
    await server.admin("PUT", "/apps/chat/connections/ada", { uid: 7 });
    const making = server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
      connection: "ada",
      target: { url: "https://t.example" },
    });
    let id: string | undefined;
    while (id === undefined) id = (await server.engine.subscriptions({ limit: 1 }))[0]?.id;
    const ended = await server.admin("DELETE", `/subscriptions/${id}`);
    expect((await making).status).toBe(201);
    expect(ended).toMatchObject({ status: 200, json: { state: "detached" } });
    expect(server.service.asked.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  });
});

describe("lists", () => {
  it("come in pages, newest first", async () => {
    const server = await start();
    for (let n = 1; n <= 5; n += 1) await server.hook({ data: [{ userId: 100 + n }] });
    const first = await server.admin("GET", "/unowned?limit=3");
    const second = await server.admin("GET", `/unowned?limit=3&before=${first.json?.next}`);
    const uids = [first, second].map(({ json }) => items(json).map(({ uid }) => uid));
    expect(uids).toEqual([
      ["105", "104", "103"],
      ["102", "101"],
    ]);
    expect(second.json).not.toHaveProperty("next");
  });

  it("show items that are nobody's with what they are", async () => {
    const server = await start();
    await server.hook({ data: [{ userId: 8, text: "whose?" }] });
    expect(await server.admin("GET", "/unowned")).toMatchObject({
      json: {
        items: [
          {
            app: "chat",
            webhook: "events",
            uid: "8",
            bundle: { userId: 8, text: "whose?" },
            at: "2026-01-02T00:00:00.000Z",
          },
        ],
      },
    });
  });

  it("show requests without bodies, queries or credentials", async () => {
    const server = await start();
    await server.hook({ data: [{ userId: 8, text: "canary" }] }, "/hooks/chat/events", {
      authorization: "canary",
      "x-hub-signature": "canary",
      "x-kind": "k",
    });
    const { json } = await server.admin("GET", "/requests");
    expect(json).toMatchObject({
      items: [{ method: "POST", path: "/hooks/chat/events", headers: { "x-kind": "k" }, items: 1 }],
    });
    expect(JSON.stringify(json)).not.toContain("canary");
  });

  it("show deliveries of one subscription, connections of one app", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    await server.hook({ data: [{ userId: 7, text: "one" }] });
    expect(await server.admin("GET", `/deliveries?subscription=${id}`)).toMatchObject({
      json: { items: [{ subscription: id, uid: "7", state: "pending", bundle: { text: "one" } }] },
    });
    expect(await server.admin("GET", "/deliveries?subscription=other")).toMatchObject({ json: { items: [] } });
    expect(await server.admin("GET", "/connections?app=chat")).toMatchObject({ json: { items: [{ id: "ada" }] } });
    expect(await server.admin("GET", "/connections?app=other")).toMatchObject({ json: { items: [] } });
  });

  it("tell long payloads by their size", async () => {
    const server = await start();
    await server.hook({ data: [{ userId: 8, text: "x".repeat(70_000) }] });
    const { json } = await server.admin("GET", "/unowned");
    expect(json).toMatchObject({ items: [{ payloadBytes: 70_000 + '{"userId":8,"text":""}'.length }] });
  });

  it.each(["limit=0", "limit=501", "limit=x", "limit=-1", "limit=1.5", "before=0", "before=", "offset=1"])(
    "refuse ?%s",
    async (query) => {
      expect((await shared.admin("GET", `/requests?${query}`)).status).toBe(400);
    },
  );
});

describe("dead letters", () => {
  it("of deliveries go back into their lane", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    await server.hook({ data: [{ userId: 7, text: "one" }] });
    const [head] = await server.engine.heads(id, 1);
    await server.engine.settle([
      { kind: "dead", delivery: head?.id ?? "", at: 1, failure: { code: "target-status", message: "500" } },
    ]);
    const { json } = await server.admin("GET", "/dead-letters");
    const [letter] = items(json);
    server.woken.splice(0);
    expect(await server.admin("POST", `/dead-letters/${letter?.id}/redrive`)).toMatchObject({
      status: 200,
      json: { subscription: id },
    });
    expect(server.woken).toEqual([id]);
    expect(await server.engine.heads(id, 1)).toMatchObject([{ id: head?.id, state: "pending" }]);
  });

  it("of items that could not be evaluated cannot, and say what can be done", async () => {
    const apps = [
      {
        id: "app",
        connections: {},
        webhooks: {
          hook: { communication: { uid: () => "u", output: () => BigInt(1) as never, places: { output: "w:1:1" } } },
        },
      },
    ];
    const server = await start({ apps });
    expect((await server.hook({}, "/hooks/app/hook")).status).toBe(200);
    const { json } = await server.admin("GET", "/dead-letters");
    const [letter] = items(json);
    expect(letter).toMatchObject({ failure: { code: "expression-failed", place: "w:1:1" } });
    const refused = await server.admin("POST", `/dead-letters/${letter?.id}/redrive`);
    expect(refused).toMatchObject({ status: 409, json: errorCode("not-redrivable") });
    expect(JSON.stringify(refused)).toContain(letter?.request);
    expect((await server.admin("POST", "/dead-letters/none/redrive")).status).toBe(404);
    expect((await server.admin("POST", "/requests/none/replay")).status).toBe(404);
  });
});

describe("its description", () => {
  it("is an OpenAPI document of every route, and each is really there", async () => {
    const server = await start();
    const { json } = await server.admin("GET", "/openapi.json");
    expect(json).toMatchObject({ openapi: "3.1.0", security: [{ token: [] }] });
    const operations = Object.entries(json?.paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.sort()).toEqual([
      "DELETE /admin/apps/{app}/connections/{id}",
      "DELETE /admin/subscriptions/{id}",
      "GET /admin/apps",
      "GET /admin/apps/{app}/connections/{id}",
      "GET /admin/connections",
      "GET /admin/counts",
      "GET /admin/dead-letters",
      "GET /admin/dead-letters/{id}",
      "GET /admin/deliveries",
      "GET /admin/deliveries/{id}",
      "GET /admin/deliveries/{id}/why",
      "GET /admin/items/{id}/why",
      "GET /admin/openapi.json",
      "GET /admin/requests",
      "GET /admin/requests/{id}",
      "GET /admin/requests/{id}/items",
      "GET /admin/requests/{id}/why",
      "GET /admin/subscriptions",
      "GET /admin/subscriptions/{id}",
      "GET /admin/unowned",
      "GET /admin/unowned/{id}",
      "PATCH /admin/subscriptions/{id}",
      "POST /admin/apps/{app}/connections/{id}/authorize",
      "POST /admin/apps/{app}/webhooks/{webhook}/reconcile",
      "POST /admin/apps/{app}/webhooks/{webhook}/subscriptions",
      "POST /admin/backup",
      "POST /admin/dead-letters/redrive",
      "POST /admin/dead-letters/{id}/redrive",
      "POST /admin/requests/{id}/replay",
      "POST /admin/subscriptions/{id}/retry",
      "POST /admin/subscriptions/{id}/secret",
      "PUT /admin/apps/{app}/connections/{id}",
    ]);
    const ids = Object.values(json?.paths ?? {}).flatMap((methods) =>
      Object.values(methods ?? {}).map((operation) => operation?.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says which methods an address takes, and which body it wants", async () => {
    const server = await start();
    const reply = await server.app.fetch(raw("POST", "/admin/connections", { authorization: `Bearer ${adminToken}` }));
    expect([reply.status, reply.headers.allow]).toEqual([405, "GET"]);
    const text = raw(
      "PUT",
      "/admin/apps/chat/connections/a",
      { authorization: `Bearer ${adminToken}`, "content-type": "text/plain" },
      "{}",
    );
    expect((await server.app.fetch(text)).status).toBe(415);
    expect((await server.admin("GET", "/nothing")).status).toBe(404);
  });
});

it("no secret is in any answer, log line or stored row", async () => {
  const server = await start();
  await server.admin("PUT", "/apps/chat/connections/ada", {
    parameters: { accessToken: "ada-access-token", password: "canary-password" },
    data: { more: "canary-data" },
  });
  await server.admin("PUT", "/apps/chat/connections/eve", { parameters: { accessToken: "canary-wrong-token" } });
  const made = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
    connection: "ada",
    parameters: { apiKey: "canary-parameter" },
    target: { url: "https://target.example/in?token=t" },
  });
  const secret = String(made.json?.secret);
  await server.hook({ data: [{ userId: 7 }] }, "/hooks/chat/events?token=canary-query", {
    authorization: "canary-header",
  });
  const answers = [];
  for (const path of [
    "/connections",
    "/subscriptions",
    "/requests",
    "/deliveries",
    "/unowned",
    "/dead-letters",
    "/apps/chat/connections/ada",
    `/subscriptions/${made.json?.id}`,
  ])
    answers.push(await server.admin("GET", path));
  await server.admin("DELETE", `/subscriptions/${made.json?.id}`);
  const seen = JSON.stringify(answers) + server.lines.join("");
  expect(seen).not.toMatch(/canary|ada-access-token/);
  expect(seen).not.toContain(secret.slice("whsec_".length));
  expect(server.lines.join("")).not.toMatch(/authorization/i);
  const { parameters: _, ...rest } = (await server.engine.subscription(String(made.json?.id))) ?? {};
  expect(JSON.stringify([rest, await server.engine.connections({ limit: 9 })])).not.toMatch(
    /canary|ada-access-token|whsec_/,
  );
});
