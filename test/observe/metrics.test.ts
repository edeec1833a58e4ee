import parse, { type Family } from "parse-prometheus-text-format";
import { afterEach, expect, it } from "vitest";
import type { AppModule } from "../../runtime/contract.ts";
import { newSecretKey, type RunningServer, startServer } from "../../runtime/node.ts";
import { admin, adminToken, until } from "../e2e/server.ts";
import { chat } from "../receive/chat.ts";

const servers: RunningServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const odd = 'ch"at\\app';

async function start(): Promise<RunningServer> {
  const app: AppModule = { id: odd, webhooks: { events: { communication: chat } }, connections: {} };
  const server = await startServer({
    apps: [app],
    store: "sqlite::memory:",
    port: 0,
    adminToken,
    secretKey: newSecretKey(),
    functions: { take: () => undefined },
    log: () => undefined,
  });
  servers.push(server);
  return server;
}

async function send({ url }: RunningServer, userId: number): Promise<void> {
  await fetch(`${url}/hooks/${encodeURIComponent(odd)}/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data: [{ userId, text: `text ${userId}` }] }),
  });
}

async function families({ url }: RunningServer): Promise<readonly Family[]> {
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return parse(await answer.text());
}

async function textOf({ url }: RunningServer): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

async function filled(): Promise<RunningServer> {
  const server = await start();
  const app = encodeURIComponent(odd);
  await admin(server.url, "PUT", `/apps/${app}/connections/ada`, { uid: 7 });
  await admin(server.url, "POST", `/apps/${app}/webhooks/events/subscriptions`, {
    connection: "ada",
    target: { function: "take" },
  });
  for (let n = 0; n < 20; n += 1) await send(server, n);
  await until(async () => (await textOf(server)).includes("imlc_delivery_seconds"), 30_000, "the delivery");
  return server;
}

it("is read by the parser of others, each family with its type and what it tells", async () => {
  const server = await filled();
  const found = await families(server);
  expect(found.length).toBeGreaterThan(10);
  for (const { name, help, type } of found) {
    expect(name).toMatch(/^imlc_[a-z_]+$/);
    expect(help).toMatch(/^[A-Z].*\.$/);
    expect([name, type]).toEqual([
      name,
      name.endsWith("_total") ? "COUNTER" : name.endsWith("_seconds") ? "HISTOGRAM" : "GAUGE",
    ]);
  }
  expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
});

it("counts how long requests and deliveries take, in buckets that grow", async () => {
  const server = await filled();
  const family = async (name: string) => (await families(server)).find((one) => one.name === name);
  for (const [name, count] of [
    ["imlc_request_seconds", "20"],
    ["imlc_delivery_seconds", "1"],
  ] as const) {
    const [histogram] = (await family(name))?.metrics ?? [];
    const text = await textOf(server);
    expect(text).toContain(`\n${name}_count{app="ch\\"at\\\\app",webhook="events"} ${count}\n`);
    expect(text).toMatch(new RegExp(`\n${name}_sum\\{.*\\} [\\d.e-]+\n`));
    const buckets = Object.entries(histogram?.buckets ?? {}).sort(([a], [b]) => bound(a) - bound(b));
    const counts = buckets.map(([, at]) => Number(at));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(buckets.at(-1)).toEqual(["+Inf", count]);
  }
});

function bound(le: string): number {
  return le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le);
}

it("has few series, however many users there are, and no uid in any", async () => {
  const server = await filled();
  const count = async () => (await families(server)).reduce((sum, { metrics }) => sum + metrics.length, 0);
  const before = await count();
  for (let n = 1_000; n < 1_030; n += 1) await send(server, n);
  expect(await count()).toBe(before);
  const labels = (await families(server)).flatMap(({ metrics }) =>
    metrics.flatMap(({ labels = {} }) => Object.keys(labels)),
  );
  expect([...new Set(labels)].sort()).toEqual(["app", "outcome", "status", "webhook"]);
});

it("escapes what labels hold", async () => {
  const server = await filled();
  expect(await textOf(server)).toContain('app="ch\\"at\\\\app"');
});
