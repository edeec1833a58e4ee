import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AttachScope } from "../../language/scopes.ts";
import { open, type Value } from "../../language/values.ts";
import type { AppModule, ListingProcedure } from "../../runtime/contract.ts";
import { analyzeCase } from "../generate/case.ts";
import { attachScope, type Service, startService } from "./service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService({ resolve: "https://api.example.com" });
});
afterAll(() => service.close());
afterEach(() => {
  service.answers = [];
  service.clock.slept.length = 0;
});

const { app, texts } = analyzeCase("steps");
const module = (await loadApp(app, texts)) as AppModule;
const { attach, detach, update, listing, attachReadsId } = module.webhooks.webhook ?? {};

const json = (value: unknown) => ({ body: JSON.stringify(value) });
const scope = (over: Partial<Record<keyof AttachScope, Value>>): AttachScope => ({
  ...attachScope,
  connection: open({ token: "ada-token" }),
  common: open(module.common),
  ...(over as Partial<AttachScope>),
});

async function run(procedure: ListingProcedure | undefined, over: Parameters<typeof scope>[0]) {
  const before = service.asked.length;
  const { requests = [], ...more } = procedure ?? {};
  const outcome = await service.run(requests, { ...more, scope: scope(over) });
  return { outcome, asked: service.asked.slice(before) };
}

describe("a manifest of several requests", () => {
  it("is compiled and run: conditions, repetitions, temp, what is saved, a form of several parts", async () => {
    service.answers = [
      json({ state: "busy", id: 1, secret: "hidden-1" }),
      json({ state: "ready", id: 2, secret: "hidden-2" }),
      { status: 307, headers: { location: "/v2/hooks" } },
      json({ id: "hook-9" }),
    ];
    const { outcome, asked } = await run(attach, { parameters: { region: "eu/west", topic: "orders" } });
    expect(outcome).toMatchObject({ kind: "done", data: { region: 2, hook: "hook-9" } });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /regions/eu/west",
      "GET /regions/eu/west",
      "POST /hooks",
      "POST /v2/hooks",
    ]);
    expect(service.clock.slept).toEqual([100]);
    const last = asked.at(-1);
    const form = await new Response(last?.body, {
      headers: { "content-type": last?.headers["content-type"] ?? "" },
    }).formData();
    expect(Object.fromEntries(form)).toEqual({
      url: "https://hooks.example/hooks/chat/events",
      region: "2",
      topics: ",all",
    });
    expect(last?.headers.authorization).toBe("Bearer ada-token");
    expect(JSON.stringify(service.logged)).not.toMatch(/hidden|ada-token/);
  });

  it("leaves out what its conditions leave out", async () => {
    const { outcome, asked } = await run(attach, { parameters: {} });
    expect(outcome).toMatchObject({ kind: "done" });
    expect(asked.map(({ url }) => url)).toEqual(["/hooks"]);
  });

  it("says in which request something went wrong, by its place", async () => {
    service.answers = [json({ state: "ready" }), { status: 422 }];
    const { outcome } = await run(attach, { parameters: { region: "eu" } });
    expect(outcome).toMatchObject({ kind: "failed", status: 422, failure: { place: "attach.iml.json:15:3" } });
  });

  it("can be a connection, which reads under all names what it has saved", async () => {
    service.answers = [json({ token: "t-123456" }), json({ team: { id: 7 } })];
    const store = { key: "k-1" };
    const connect = module.connections.connection?.connect;
    const { outcome, asked } = await run(connect as unknown as ListingProcedure, {
      parameters: store,
      connection: store,
      data: store,
    });
    expect(outcome).toMatchObject({ kind: "done", uid: 7, data: { token: "t-123456" } });
    expect(asked.map(({ url, body }) => [url, body])).toEqual([
      ["/session", "key=k-1&client=app-1"],
      ["/me?token=t-123456", ""],
    ]);
  });
});

describe("beside attach there are", () => {
  it("update and detach, which read what attach has saved", async () => {
    const webhook = { id: "s1", url: "u", hook: "h/1", region: 2 };
    const updated = await run(update, { webhook });
    expect(updated.asked).toMatchObject([{ method: "PATCH", url: "/hooks/h%2F1", body: '{"id":"s1","region":2}' }]);
    expect((await run(detach, { webhook })).asked).toMatchObject([{ method: "DELETE", url: "/hooks/h%2F1" }]);
  });

  it("the listing of `imlc.json`, which picks our hooks", async () => {
    service.answers = [
      json({
        hooks: [
          { id: 1, url: "u" },
          { id: 2, url: "other" },
        ],
      }),
    ];
    const { outcome, asked } = await run(listing, { webhook: { url: "u" } });
    expect(outcome).toMatchObject({ kind: "done", output: [{ hook: 1 }] });
    expect(asked).toMatchObject([{ url: "/hooks?client=app-1" }]);
  });

  it("which asks for further pages, with what stays of the first request", async () => {
    const hook = (id: number) => ({ id, url: "u" });
    service.answers = [
      json({ hooks: [hook(1)], more: true }),
      json({ hooks: [hook(2)], more: "yes" }),
      json({ hooks: [hook(3)], more: false }),
    ];
    const { outcome, asked } = await run(listing, { webhook: { url: "u" } });
    expect(outcome).toMatchObject({ kind: "done", output: [{ hook: 1 }, { hook: 2 }, { hook: 3 }] });
    expect(asked.map(({ url }) => url)).toEqual([
      "/hooks?client=app-1",
      "/hooks/more?client=app-1&page=2",
      "/hooks/more?client=app-1&page=3",
    ]);
    expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer ada-token"]));
  });

  it("the common data of the app", () => {
    expect(module.common).toEqual({
      client: { id: "app-1", secret: "app-secret" },
      regions: ["eu", "us"],
      beta: false,
      until: null,
    });
  });
});

describe("an attach can be shared", () => {
  const readsId = async (text: string) => {
    const files = filesInMemory({
      "a/webhook.iml.json": `{"uid": "{{item.team}}"}`,
      "a/attach.iml.json": text,
    });
    const found = analyzeProject(findProject(files, ["a"]), files);
    const [first] = found.apps;
    if (!first) throw new Error("There is no app.");
    return ((await loadApp(first, found.texts)) as AppModule).webhooks.webhook?.attachReadsId;
  };

  it.each([
    [`{"url": "https://a.example", "qs": {"to": "{{webhook.url}}"}}`, undefined],
    [`{"url": "https://a.example", "qs": {"to": "{{webhook.id}}"}}`, true],
    [`{"url": "https://a.example", "qs": {"to": "{{upper(webhook['id'])}}"}}`, true],
    [`{"url": "https://a.example", "body": {"{{...}}": "{{webhook}}"}}`, true],
    [
      `[{"url": "https://a.example"}, {"url": "https://a.example", "response": {"data": {"a": "{{webhook.id}}"}}}]`,
      true,
    ],
  ])("unless it reads the id of its subscription: %s", async (text, expected) => {
    expect(await readsId(text)).toBe(expected);
  });

  it("which is known of the example", () => {
    expect(attachReadsId).toBeUndefined();
  });
});
