import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { servedManifests } from "../../cli/serve/manifests.ts";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { get } from "../../language/values.ts";
import type { AppModule, WebhookModule } from "../../runtime/contract.ts";
import { authorize, begin, CONNECTION, subscribe, withProvider } from "../connection/flow.ts";
import { shop, whyOf } from "../why/shop.ts";
import { type Document, declared, seen } from "./documented.ts";
import { chatApp, type Running, type RunningOptions, running, subscribeAda } from "./running.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options?: RunningOptions): Promise<Running> {
  const server = await running(options);
  open.push(server);
  return server;
}

const MINUTE = 60_000;
const target = { url: "https://target.example/in" };
const failure = { code: "target-status", message: "The target answered 500." };

function requests(request: NonNullable<WebhookModule["update"]>["requests"][number]): WebhookModule["update"] {
  return { requests: [request], places: { request: "a.iml.json:1:1" } };
}

/** The chat app, whose webhook can be updated, is listed, expires, and has one user's items for the app itself. */
function richApp(more: Partial<WebhookModule> = {}): AppModule {
  const { events } = chatApp.webhooks;
  if (events === undefined) throw new Error("The app has no webhook.");
  const communication = { ...events.communication, expires: () => new Date(Date.UTC(2026, 0, 9)) };
  const update = requests({ request: () => ({ url: "https://www.example.com/api/webhook", method: "PUT" }) });
  const listing = requests({
    request: () => ({ url: "https://www.example.com/api/webhooks" }),
    iterate: ({ body }) => body?.hooks,
    output: ({ item }) => ({ externalHookId: get(item, "id") }),
  });
  return { ...chatApp, webhooks: { events: { ...events, communication, update, listing, ...more } } };
}

describe("each key that answers are said to have is in a real one", () => {
  it("of what is served, of connections and subscriptions", async () => {
    let status: number | undefined;
    const server = await start({
      apps: [richApp()],
      answer: ({ method, url }) => {
        if (status !== undefined) return { status };
        if (method === "GET" && url === "/api/me") return { body: { ok: true, user: { id: 7, fullName: "Ada" } } };
        return { body: { id: "hook-1", hooks: [{ id: "other" }] } };
      },
    });
    const { id } = await subscribeAda(server);
    await server.admin("GET", "/apps");
    await server.admin("GET", "/connections?limit=1");
    await server.admin("GET", "/subscriptions?limit=1");
    await server.admin("POST", "/apps/chat/webhooks/events/reconcile", {});
    await server.admin("POST", `/subscriptions/${id}/secret`, {});
    status = 503;
    await server.admin("POST", "/apps/chat/webhooks/events/reconcile", {});
    expect((await server.admin("PATCH", `/subscriptions/${id}`, { parameters: { channel: "b" } })).status).toBe(202);
    await server.admin("PATCH", `/subscriptions/${id}`, { disabled: true, target: { function: "onEvent" } });
    await server.hook({ data: [{ userId: 7, text: "a" }] });
    const [head] = await server.engine.heads(id, 1);
    const at = server.clock.now;
    await server.engine.settle([{ kind: "retry", delivery: head?.id ?? "", at, due: at + 1_000, failure }]);
    await server.admin("GET", `/subscriptions/${id}`);
  });

  it("of a subscription whose parameters nobody can be told", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    await server.admin("PATCH", `/subscriptions/${id}`, { parameters: { channel: "b" } });
  });

  it("of connections by OAuth 2", async () => {
    const { server, service } = await withProvider();
    open.push(server);
    await begin(server);
    await authorize(server);
    server.clock.now += 55 * MINUTE;
    service.broken = 400;
    const { json } = await subscribe(server);
    await server.admin("GET", CONNECTION);
    await server.admin("DELETE", `/subscriptions/${json?.subscription?.id}`);
    await server.admin("DELETE", CONNECTION);
  });

  it("of requests, items, deliveries and dead letters", async () => {
    const server = await start();
    const { id } = await subscribeAda(server);
    await server.hook({ data: [{ userId: 7 }, { userId: 7 }, { userId: 8 }, { text: "nobody's" }] });
    const [dead, delivered] = await server.engine.heads(id, 2);
    const at = server.clock.now;
    const tried = { at, duration: 3, status: 500, code: failure.code };
    await server.engine.settle([
      { kind: "dead", delivery: dead?.id ?? "", at, bundle: "{}", tried, failure },
      { kind: "delivered", delivery: delivered?.id ?? "", at, tried: { at, duration: 3, status: 204 } },
    ]);
    const [request] = await server.engine.requests({ limit: 1 });
    await server.admin("GET", `/requests/${request?.id}`);
    await server.admin("GET", `/requests/${request?.id}/items`);
    for (const list of ["requests", "deliveries", "dead-letters", "unowned"])
      await server.admin("GET", `/${list}?limit=1`);
    await server.admin("GET", "/unowned");
    await server.admin("GET", "/counts");
    await server.admin("GET", "/deliveries");
    await server.admin("POST", "/dead-letters/redrive", {});
    const [again] = await server.engine.heads(id, 1);
    await server.engine.settle([{ kind: "dead", delivery: again?.id ?? "", at, failure }]);
    await server.admin("POST", `/dead-letters/${again?.id}/redrive`);
    await server.admin("POST", `/requests/${request?.id}/replay`);
  });

  it("of what could not be evaluated", async () => {
    const fails = (unit: "iterate" | "output") => ({
      communication: { uid: () => "u", [unit]: () => BigInt(1) as never, places: { [unit]: "w:1:1" } },
    });
    const apps = [{ id: "app", connections: {}, webhooks: { whole: fails("iterate"), one: fails("output") } }];
    const server = await start({ apps });
    await server.hook({}, "/hooks/app/whole");
    await server.hook({}, "/hooks/app/one");
    await server.admin("GET", "/requests");
    await server.admin("GET", "/dead-letters");
    for (const { id } of await server.engine.requests({ limit: 2 })) await server.admin("GET", `/requests/${id}/items`);
  });

  it("of stories", async () => {
    const world = await shop();
    open.push(world);
    const { server, send, subscribe: subscribed } = world;
    await subscribed("ada", 7);
    await send({ type: "events", events: Array.from({ length: 300 }, (_, id) => ({ user: { id }, text: "a" })) });
    await world.why();
    await send({ type: "events", events: [{ user: { name: "no id" } }] });
    await world.why();
    const [delivery] = await server.engine.deliveries({ limit: 1 });
    await whyOf(server, `/deliveries/${delivery?.id}`);
  });

  it("of items whose bundles differ by owner", async () => {
    const world = await shop({ webhook: { output: "{{parameters.greeting}} {{item.text}}" } });
    open.push(world);
    await world.send({ type: "events", events: [{ user: { id: 8 }, text: "a" }] });
    await world.server.admin("GET", "/unowned");
  });

  it("of manifests, and of comparisons", async () => {
    const manifest = `{ "iterate": "{{body.events}}", "uid": "{{item.user}}", "output": "{{item.text}}" }`;
    const files = filesInMemory({ "shop/webhook.iml.json": manifest });
    const analysis = analyzeProject(findProject(files, ["."]), files);
    const apps = await Promise.all(analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule));
    const server = await start({ apps, manifests: servedManifests(() => analysis, files) });
    const path = "/apps/shop/webhooks/webhook";
    await server.admin("PUT", "/apps/shop/connections/ada", { uid: "7" });
    await server.admin("POST", `${path}/subscriptions`, { connection: "ada", target });
    await server.hook({ events: [{ user: 7, owner: 8, text: "a" }] }, "/hooks/shop/webhook");
    await server.admin("GET", `${path}/manifest`);
    await server.admin("POST", `${path}/plan`, { text: manifest.replace("item.user", "item.owner") });
    const other = `{ "iterate": "{{body.events}}", "uid": "{{item.user}}{{item.user}}", "output": "{{parameters.a}}" }`;
    await server.admin("POST", `${path}/plan`, { text: other });
    await server.admin("POST", `${path}/plan`, { text: manifest.replace("item.text", "if(item.a; item.b; item.b)") });
    await server.admin("POST", `${path}/plan`, { text: manifest.replace("item.text", "uper(item.text)") });
  });

  it("of what there is not", async () => {
    const server = await start();
    await server.admin("GET", "/requests/none");
  });

  it("of a copy of the store", async () => {
    const server = await start();
    const file = join(mkdtempSync(join(tmpdir(), "imlc-copy-")), "copy.db");
    expect((await server.admin("POST", "/backup", { file })).status).toBe(200);
  });

  it("and no key is left over", async () => {
    const files = filesInMemory({});
    const manifests = servedManifests(() => analyzeProject(findProject(files, ["."]), files), files);
    const server = await start({ manifests });
    const document = (await server.admin("GET", "/openapi.json")).json as unknown as Document;
    expect([...declared(document)].filter((key) => !seen.has(key))).toEqual([]);
  });
});
