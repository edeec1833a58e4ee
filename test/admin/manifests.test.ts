import { afterEach, describe, expect, it } from "vitest";
import { servedManifests } from "../../cli/serve/manifests.ts";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { type Running, running } from "./running.ts";

const open: Running[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const manifest = `{
  "condition": "{{body.type = 'events'}}",
  "iterate": "{{body.events}}",
  "uid": "{{item.user}}",
  "output": "{{item.text}}"
}`;

/** A server of the app `shop`, whose manifests are at hand. */
async function start(more: Readonly<Record<string, string>> = {}): Promise<Running> {
  const files = filesInMemory({ "shop/webhook.iml.json": manifest, ...more });
  const analysis = analyzeProject(findProject(files, ["."]), files);
  const apps = await Promise.all(analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule));
  const server = await running({ apps, manifests: servedManifests(() => analysis, files) });
  open.push(server);
  return server;
}

async function send(server: Running, ...events: readonly object[]): Promise<void> {
  expect((await server.hook({ type: "events", events }, "/hooks/shop/webhook")).status).toBe(200);
}

const path = "/apps/shop/webhooks/webhook";
const edited = manifest.replace("{{item.user}}", "{{item.owner}}");

describe("a manifest", () => {
  it("is read as it is served", async () => {
    const server = await start();
    expect(await server.admin("GET", `${path}/manifest`)).toEqual({
      status: 200,
      json: { file: "webhook.iml.json", text: manifest },
    });
    expect((await server.admin("GET", "/apps/shop/webhooks/other/manifest")).status).toBe(404);
    expect((await server.admin("GET", "/apps/other/webhooks/webhook/manifest")).status).toBe(404);
  });

  it("that is another one is compared over the requests that came, and nothing else changes", async () => {
    const server = await start();
    await server.admin("PUT", "/apps/shop/connections/ada", { uid: "7" });
    const target = { url: "https://target.example/in" };
    const made = await server.admin("POST", `${path}/subscriptions`, { connection: "ada", target });
    await send(server, { user: 7, owner: 8, text: "a" }, { user: 9, owner: 9, text: "b" });
    await server.hook({ type: "other" }, "/hooks/shop/webhook");
    const before = await server.engine.counts();
    const { status, json } = await server.admin("POST", `${path}/plan`, { text: edited });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      compared: 2,
      skipped: 0,
      findings: [],
      groups: [
        {
          kind: "uid",
          unit: "uid",
          requests: 1,
          places: { new: "webhook.iml.json:4:10" },
          differences: [{ item: 1, old: '"7"', new: '"8"', owners: { old: [made.json?.id], new: [] } }],
        },
      ],
    });
    expect(await server.engine.counts()).toEqual(before);
    expect((await server.admin("GET", `${path}/manifest`)).json).toMatchObject({ text: manifest });
  });

  it("is compared over as many of the last requests as are asked for, with the first differences of each group", async () => {
    const server = await start();
    await send(server, { user: 1, text: "first" });
    const many = Array.from({ length: 30 }, (_, user) => ({ user, text: "last" }));
    await send(server, ...many);
    const { json } = await server.admin("POST", `${path}/plan`, { text: edited, requests: 1 });
    const differences = Array.from({ length: 20 }, (_, user) => ({ item: user + 1, old: `"${user}"` }));
    expect(json).toMatchObject({ compared: 1, groups: [{ requests: 1, differences }] });
  });

  it("is compared in the order in which the requests came: what a key was taken for is a repeat", async () => {
    const keyed = { "shop/imlc.json": '{ "webhook": { "dedupe": "{{item.id}}" } }' };
    const server = await start(keyed);
    await send(server, { id: 1, user: 7, text: "first" });
    await send(server, { id: 1, user: 7, text: "second" });
    const { json } = await server.admin("POST", `${path}/plan`, { text: edited });
    expect(json).toMatchObject({ compared: 2, groups: [{ kind: "uid", requests: 1, differences: [{ old: '"7"' }] }] });
    const upper = await server.admin("POST", `${path}/plan`, {
      text: manifest.replace("item.text", "upper(item.text)"),
    });
    expect(upper.json).toMatchObject({
      groups: [{ kind: "bundle", differences: [{ old: '"first"', new: '"FIRST"' }] }],
    });
  });

  it("that has errors is refused with what is found in it, and where", async () => {
    const server = await start();
    const text = manifest.replace("item.text", "uper(item.text)");
    expect(await server.admin("POST", `${path}/plan`, { text })).toMatchObject({
      status: 422,
      json: {
        error: { code: "manifest-invalid" },
        findings: [
          { code: "unknown-function", severity: "error", place: expect.stringMatching(/^webhook\.iml\.json:5:\d+$/) },
        ],
      },
    });
  });

  it("is no request for it where a key is missing, unknown, or not what it must be", async () => {
    const server = await start();
    const text = edited;
    for (const body of [{}, { text: 1 }, { text, requests: 0 }, { text, requests: 2_001 }, { text, file: "a" }])
      expect([body, (await server.admin("POST", `${path}/plan`, body)).status]).toEqual([body, 400]);
  });

  it("is not at hand where apps were compiled before", async () => {
    const server = await running();
    open.push(server);
    expect((await server.admin("GET", "/apps/chat/webhooks/events/manifest")).status).toBe(404);
  });
});
