import { describe, expect, it } from "vitest";
import { get } from "../../language/values.ts";
import type { AppModule, WebhookModule } from "../../runtime/contract.ts";
import type { Engine } from "../../runtime/engine/engine.ts";
import type { Asked } from "../http/server.ts";
import { chatApp, start, subscribeAda } from "./running.ts";

/** The chat service's app with more in its webhook. */
function appWith(more: Partial<WebhookModule>): AppModule {
  const { events } = chatApp.webhooks;
  if (events === undefined) throw new Error("The app has no webhook.");
  return { ...chatApp, webhooks: { events: { ...events, ...more } } };
}

const update: WebhookModule["update"] = {
  requests: [
    {
      request: ({ webhook, parameters }) => ({
        url: `https://www.example.com/api/webhook/${webhook?.externalHookId}`,
        method: "PUT",
        body: { channel: parameters?.channel },
      }),
    },
  ],
  places: { request: "update.iml.json:1:1" },
};

const listing: WebhookModule["listing"] = {
  requests: [
    {
      request: () => ({ url: "https://www.example.com/api/webhooks" }),
      iterate: ({ body }) => body?.hooks,
      output: ({ item }) => ({ externalHookId: get(item, "id") }),
    },
  ],
  places: { request: "imlc.json:1:1" },
};

/** A service that has hooks, and answers a method with a status instead if it is told to. */
function hooksService() {
  const hooks = new Set<string>();
  const service = {
    hooks,
    instead: new Map<string, number>(),
    answer({ method, url }: Asked) {
      const status = service.instead.get(method);
      if (status !== undefined) return { status };
      if (method === "GET") return { body: { ok: true, hooks: [...hooks].map((id) => ({ id })), user: { id: 7 } } };
      if (method === "PUT") return { body: {} };
      const id = method === "POST" ? `hook-${hooks.size + 1}` : (url.split("/").at(-1) ?? "");
      if (method === "POST") hooks.add(id);
      else hooks.delete(id);
      return { status: 201, body: { id } };
    },
  };
  return service;
}

async function subscribed(more: Partial<WebhookModule>) {
  const service = hooksService();
  const server = await start({ apps: [appWith(more)], answer: service.answer });
  const { id } = await subscribeAda(server);
  const change = (body: unknown) => server.admin("PATCH", `/subscriptions/${id}`, body);
  const read = async () => (await server.admin("GET", `/subscriptions/${id}`)).json;
  const retry = () => server.admin("POST", `/subscriptions/${id}/retry`);
  return { server, service, id, change, read, retry };
}

const other = { parameters: { channel: "random" } };

describe("parameters that are changed", () => {
  it("hold as soon as the service has taken them", async () => {
    const { server, change } = await subscribed({ update });
    expect(await change(other)).toMatchObject({ status: 200, json: { ...other, state: "attached" } });
    expect(server.service.asked.at(-1)).toMatchObject({ method: "PUT", body: '{"channel":"random"}' });
  });

  it("are 202 while the service cannot take them: those before hold until it has", async () => {
    const { server, service, change, read } = await subscribed({ update });
    service.instead.set("PUT", 503);
    const before = { parameters: { channel: "general" }, state: "attached", updating: true };
    const waiting = await change(other);
    expect(waiting).toMatchObject({ status: 202, json: { ...before, failure: { code: "connection-error" } } });
    service.instead.clear();
    await server.app.resume();
    expect(await read()).toMatchObject(before);
    server.clock.now = Date.parse(String(waiting.json?.retryAt));
    await server.app.resume();
    const after = await read();
    expect(after).toMatchObject({ ...other, state: "attached" });
    for (const gone of ["updating", "failure", "retryAt"]) expect(after).not.toHaveProperty(gone);
  });

  it("are 502 where the service refuses them: those before hold", async () => {
    const { service, change, read } = await subscribed({ update });
    service.instead.set("PUT", 422);
    const general = { parameters: { channel: "general" }, state: "attached" };
    expect(await change(other)).toMatchObject({
      status: 502,
      json: { error: { code: "runtime-error", message: "The service answered 422." }, subscription: general },
    });
    expect(await read()).toMatchObject({ ...general, failure: { place: "update.iml.json:1:1" } });
  });

  it("come with a note where the app cannot tell the service of them", async () => {
    const { change, read } = await subscribed({});
    const note = expect.stringContaining("the app has no `update`");
    expect(await change(other)).toMatchObject({ status: 200, json: { ...other, note } });
    expect(await read()).toMatchObject({ note });
    const unasked = await subscribed({ attach: undefined });
    expect((await unasked.change(other)).json).not.toHaveProperty("note");
  });

  it("are 409 while attach or detach is not decided, and nothing else is changed then either", async () => {
    const service = hooksService();
    service.instead.set("POST", 503);
    const server = await start({ apps: [appWith({ update })], answer: service.answer });
    const { id } = await subscribeAda(server);
    const [made] = await server.engine.subscriptions({ limit: 1 });
    expect([made?.state, id]).toEqual(["attaching", made?.id]);
    expect(await server.admin("PATCH", `/subscriptions/${id}`, { ...other, disabled: true })).toMatchObject({
      status: 409,
      json: { error: { code: "subscription-busy" } },
    });
    expect((await server.admin("GET", `/subscriptions/${id}`)).json).not.toHaveProperty("disabled");
    expect((await server.admin("PATCH", `/subscriptions/${id}`, { disabled: true })).status).toBe(200);
  });
});

describe("a target that is changed", () => {
  it("never brings back a secret that was replaced at the same moment", async () => {
    let meanwhile: (() => Promise<unknown>) | undefined;
    const wrap = (engine: Engine): Engine => ({
      ...engine,
      async patchSubscription(id, patch) {
        const first = meanwhile;
        meanwhile = undefined;
        await first?.();
        return engine.patchSubscription(id, patch);
      },
    });
    const server = await start({ wrap });
    const { id } = await subscribeAda(server);
    const secretNow = async () => {
      const target = (await server.engine.subscription(id))?.target;
      return target?.kind === "http" ? target.secret : undefined;
    };
    const before = await secretNow();
    meanwhile = () => server.admin("POST", `/subscriptions/${id}/secret`, {});
    const target = { url: "https://new.example/" };
    expect(await server.admin("PATCH", `/subscriptions/${id}`, { target, disabled: true })).toMatchObject({
      status: 409,
      json: { error: { code: "subscription-changed" } },
    });
    const replaced = await secretNow();
    expect(replaced).not.toBe(before);
    expect((await server.admin("GET", `/subscriptions/${id}`)).json).toMatchObject({
      target: { url: "https://target.example/in" },
    });
    expect((await server.admin("PATCH", `/subscriptions/${id}`, { target })).json).toMatchObject({ target });
    expect(await secretNow()).toBe(replaced);
  });
});

describe("retry", () => {
  it("tries again at once what would be tried later, and is 409 where there is nothing", async () => {
    const { service, server, id, retry } = await subscribed({});
    service.instead.set("DELETE", 503);
    expect((await server.admin("DELETE", `/subscriptions/${id}`)).status).toBe(202);
    expect(await retry()).toMatchObject({ status: 202, json: { state: "detaching", retryAt: expect.any(String) } });
    service.instead.set("DELETE", 403);
    expect(await retry()).toMatchObject({ status: 502, json: { subscription: { state: "detach-failed" } } });
    service.instead.clear();
    expect(await retry()).toMatchObject({ status: 200, json: { state: "detached" } });
    expect(await retry()).toMatchObject({ status: 409, json: { error: { code: "nothing-to-retry" } } });
    expect(service.hooks.size).toBe(0);
    expect((await server.admin("POST", "/subscriptions/none/retry")).status).toBe(404);
  });
});

describe("reconcile", () => {
  const path = "/apps/chat/webhooks/events/reconcile";

  it("tells by connection what the service has, and makes both agree if it is told to", async () => {
    const { server, service, id } = await subscribed({ listing });
    expect(await server.admin("POST", path, {})).toEqual({
      status: 200,
      json: { connections: [{ connection: "ada", held: [id], missing: [], orphans: 0 }] },
    });
    service.hooks.clear();
    service.hooks.add("nobody-s");
    const apart = { connections: [{ connection: "ada", held: [], missing: [id], orphans: 1 }] };
    expect((await server.admin("POST", path, {})).json).toEqual(apart);
    expect((await server.admin("POST", path, { fix: true })).json).toEqual(apart);
    expect((await server.admin("POST", path, {})).json).toMatchObject({ connections: [{ held: [id], orphans: 0 }] });
    expect([...service.hooks]).toEqual(["hook-1"]);
  });

  it("says why a connection could not be compared", async () => {
    const { server, service } = await subscribed({ listing });
    service.instead.set("GET", 401);
    expect((await server.admin("POST", path, {})).json).toMatchObject({
      connections: [{ connection: "ada", failure: { message: "The service answered 401.", place: "imlc.json:1:1" } }],
    });
  });

  it("needs a listing, a webhook, and a body as it should be", async () => {
    const { server } = await subscribed({});
    expect(await server.admin("POST", path, {})).toMatchObject({
      status: 422,
      json: { error: { code: "no-listing" } },
    });
    expect((await server.admin("POST", "/apps/chat/webhooks/none/reconcile", {})).status).toBe(404);
    expect((await server.admin("POST", path, { fix: "yes" })).status).toBe(400);
  });
});
