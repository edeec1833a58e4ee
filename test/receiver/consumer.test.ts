import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { toFetch } from "../../runtime/adapters/fetch.ts";
import { type ConsumerOptions, createConsumer, type Delivery } from "../../runtime/consumer/consumer.ts";
import { type RunningServer, startServer } from "../../runtime/node.ts";
import { newSecretKey, newTargetSecret } from "../../runtime/secrets.ts";
import { appOf } from "./compiled.ts";
import { servers } from "./servers.ts";

const now = Date.UTC(2026, 0, 2);
const secret = newTargetSecret();
const silent = { log: () => undefined, clock: { now: () => now, sleep: async () => undefined } };

/** A delivery as other libraries sign it. */
function delivery(id: string, text: string, { by = secret, at = now } = {}): Request {
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": new Webhook(by).sign(id, new Date(at), text),
  };
  return new Request("https://inbox.example/", { method: "POST", headers, body: text });
}

function consuming(options: Partial<ConsumerOptions<unknown>> = {}) {
  const taken: Delivery<unknown>[] = [];
  const onDelivery = (each: Delivery<unknown>) => taken.push(each);
  const consume = toFetch(createConsumer<unknown>({ ...silent, secrets: [secret], onDelivery, ...options }));
  return { taken, status: async (request: Request) => (await consume(request)).status };
}

describe("a consumer", () => {
  it("takes what is signed with one of its secrets, in time", async () => {
    const old = newTargetSecret();
    const { taken, status } = consuming({ secrets: [undefined, secret, "", old] });
    expect(await status(delivery("d1", '{"n": 1}'))).toBe(204);
    expect(await status(delivery("d2", '"two"', { by: old }))).toBe(204);
    expect(await status(delivery("d3", "3", { by: newTargetSecret() }))).toBe(401);
    expect(await status(delivery("d4", "4", { at: now - 301_000 }))).toBe(401);
    expect(await status(delivery("d5", "5", { at: now + 301_000 }))).toBe(401);
    const renamed = delivery("d6", "6");
    renamed.headers.set("webhook-id", "d7");
    expect(await status(renamed)).toBe(401);
    expect(await status(new Request("https://inbox.example/", { method: "POST", body: "8" }))).toBe(401);
    expect(taken).toEqual([
      { id: "d1", sentAt: new Date(now), output: { n: 1 } },
      { id: "d2", sentAt: new Date(now), output: "two" },
    ]);
  });

  it("takes each delivery once, but again if it was not taken", async () => {
    let attempts = 0;
    const { status } = consuming({
      onDelivery() {
        attempts += 1;
        if (attempts === 1) throw new Error("not now");
      },
    });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push(await status(delivery("d1", "{}")));
    expect(statuses).toEqual([503, 204, 204]);
    expect(attempts).toBe(2);
  });

  it("takes attempts that come at once one after the other", async () => {
    let taken = 0;
    const { status } = consuming({
      async onDelivery() {
        await new Promise((resolve) => setTimeout(resolve, 5));
        taken += 1;
      },
    });
    await Promise.all(Array.from({ length: 10 }, () => status(delivery("d1", "{}"))));
    expect(taken).toBe(1);
  });

  it("refuses what is signed and no JSON", async () => {
    const { taken, status } = consuming();
    expect(await status(delivery("d1", "{"))).toBe(400);
    expect(taken).toEqual([]);
  });

  it.each([
    ["none is set", [undefined, " "]],
    ["is not `whsec_` and a key in base64", [secret, "whsec_?"]],
  ])("says at once of its secrets that %s", (why, secrets) => {
    expect(() => createConsumer({ secrets, onDelivery: () => undefined })).toThrowError(why);
  });
});

describe("deliveries of a server of imlc", () => {
  let server: RunningServer | undefined;
  afterEach(async () => server?.close());

  it.each(Object.entries(servers))(
    "are taken behind %s, as they were made, once each and in order",
    async (_name, serve) => {
      const app = await appOf({
        "webhook.iml.json": {
          uid: "{{item.of}}",
          iterate: "{{body.events}}",
          output: { n: "{{item.n}}", at: "{{now}}" },
        },
      });
      const store = `sqlite:${join(mkdtempSync(join(tmpdir(), "imlc-consumer-")), "store.db")}`;
      const secretKey = newSecretKey();
      const allowHosts: string[] = [];
      const outputs: unknown[] = [];
      const ids = new Set<string>();
      let secrets: readonly string[] = [newTargetSecret()];
      const url = await serve({
        fetch: (request) =>
          createConsumer<{ readonly n: number; readonly at: Date }>({
            secrets,
            onDelivery({ id, output }) {
              ids.add(id);
              outputs.push([output.n, output.at.slice(0, 2)]);
            },
          }).fetch(request),
      });
      allowHosts.push(new URL(url).host);
      server = await startServer({ apps: [app], store, port: 0, secretKey, allowHosts, log: () => undefined });
      await ask(server.url, "PUT", "/admin/apps/shop/connections/ada", { uid: "ada" });
      const made = await ask(server.url, "POST", "/admin/apps/shop/webhooks/webhook/subscriptions", {
        connection: "ada",
        target: { url },
      });
      secrets = [made.secret];
      const events = Array.from({ length: 5 }, (_, n) => ({ of: "ada", n }));
      await ask(server.url, "POST", "/hooks/shop/webhook", { events });
      await expect.poll(() => outputs.length).toBe(5);
      expect(outputs).toEqual(events.map(({ n }) => [n, "20"]));
      expect(ids.size).toBe(5);
    },
  );
});

async function ask(url: string, method: string, path: string, body: unknown): Promise<{ readonly secret: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  expect([response.status, text]).toEqual([expect.toSatisfy((status) => status < 300), expect.anything()]);
  return text.startsWith("{") ? JSON.parse(text) : { secret: "" };
}
