import { afterEach, describe, expect, it } from "vitest";
import { eq } from "../../language/values.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { chatApp, type Running, raw, running, subscribeAda } from "./running.ts";

const open: Running[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const { events } = chatApp.webhooks;
const platformApp: AppModule = {
  ...chatApp,
  webhooks: {
    events: {
      ...events,
      lateMatch: true,
      communication: {
        ...events?.communication,
        places: { ...events?.communication.places },
        platformEvent: ({ item }) => eq(item?.kind, "limit"),
      },
    },
  },
};

describe("an item that belongs to the app itself", () => {
  it("is delivered to nobody, also not to the owner of its uid, and is counted apart", async () => {
    const server = await running({ apps: [platformApp] });
    open.push(server);
    const ada = await subscribeAda(server);
    const batch = { data: [{ userId: 7, kind: "limit" }, { userId: 7, kind: "message" }, { kind: "limit" }] };
    expect((await server.hook(batch)).status).toBe(200);

    const waiting = await server.engine.heads(ada.id, 9);
    expect(waiting.map(({ payload }) => payload)).toEqual([
      { kind: "bundle", bundle: '{"userId":7,"kind":"message"}' },
    ]);
    const { json } = await server.admin("GET", "/unowned");
    expect(json).toMatchObject({ items: [{ reason: "platform" }, { reason: "platform" }] });
    const metrics = (await server.app.fetch(raw("GET", "/metrics", {}))).body;
    expect(metrics).toMatch(/^imlc_store_platform_total 2$/m);
    expect(metrics).toMatch(/^imlc_store_unowned 0$/m);
    expect(metrics).toMatch(/^imlc_items_total\{.*outcome="platform".*\} 2$/m);
  });

  it("is not matched late either", async () => {
    const server = await running({ apps: [platformApp] });
    open.push(server);
    await server.hook({
      data: [
        { userId: 7, kind: "limit" },
        { userId: 7, kind: "message" },
      ],
    });
    const ada = await subscribeAda(server);
    expect((await server.engine.heads(ada.id, 9)).map(({ payload }) => payload)).toEqual([
      { kind: "bundle", bundle: '{"userId":7,"kind":"message"}' },
    ]);
  });
});
