import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, expect, it } from "vitest";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import type { RuntimeError } from "../../runtime/errors.ts";
import { newSecretKey, type RunningServer, type ServerOptions, startServer } from "../../runtime/node.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { sealConnection } from "../../runtime/stored.ts";
import { until } from "../e2e/server.ts";
import { type TestServer, testServer } from "../http/server.ts";
import { chatApp, playService } from "./running.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const adminToken = "t";
const lines: string[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({
    apps: [chatApp],
    store: "sqlite::memory:",
    port: 0,
    adminToken,
    secretKey: newSecretKey(),
    log: (level, event, fields) => lines.push(JSON.stringify({ level, event, ...fields })),
    ...options,
  });
  open.push(server);
  return server;
}

async function played(): Promise<TestServer> {
  const answer = playService();
  const service = await testServer((asked, _request, response) => {
    const { status = 200, body } = answer(asked);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  open.push(service);
  return service;
}

async function json(url: string, method = "GET", body?: unknown): Promise<{ readonly [key: string]: unknown }> {
  const headers = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return (await answer.json()) as { readonly [key: string]: unknown };
}

it("the whole way: connect, attach, events in order to their owners, signed, and detach", async () => {
  const service = await played();
  const target = await testServer((_asked, _request, response) => response.writeHead(204).end());
  open.push(target);
  const resolve = { "https://www.example.com": service.origin, "https://example.com": service.origin };
  const server = await start({ resolve, allowHosts: [service.host, target.host] });

  const secrets: Record<string, string> = {};
  for (const [name, uid] of [
    ["ada", "7"],
    ["ben", "9"],
  ] as const) {
    expect(
      await json(`${server.url}/admin/apps/chat/connections/${name}`, "PUT", {
        parameters: { accessToken: `${name}-access-token` },
      }),
    ).toMatchObject({ uid });
    const made = await json(`${server.url}/admin/apps/chat/webhooks/events/subscriptions`, "POST", {
      connection: name,
      target: { url: `${target.origin}/${name}` },
    });
    expect(made).toMatchObject({ state: "attached" });
    secrets[name] = String(made.secret);
    expect(JSON.parse(service.asked.at(-1)?.body ?? "")).toMatchObject({ url: `${server.url}/hooks/chat/events` });
  }

  const data = [
    { userId: 7, n: 1 },
    { userId: 9, n: 2 },
    { userId: 7, n: 3 },
    { userId: 8, n: 4 },
  ];
  const answered = await fetch(`${server.url}/hooks/chat/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data }),
  });
  expect([answered.status, await answered.text()]).toEqual([200, "accepted"]);
  await until(() => target.asked.length === 3, 30_000, "the deliveries");

  const bodies = (name: string) =>
    target.asked.filter(({ url }) => url === `/${name}`).map(({ body }) => JSON.parse(body));
  expect(bodies("ada")).toEqual([
    { userId: 7, n: 1 },
    { userId: 7, n: 3 },
  ]);
  expect(bodies("ben")).toEqual([{ userId: 9, n: 2 }]);
  for (const { url, headers, body } of target.asked) {
    const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    expect(() => new Webhook(secrets[url.slice(1)] ?? "").verify(body, signed)).not.toThrow();
  }
  expect(await json(`${server.url}/admin/unowned`)).toMatchObject({ items: [{ uid: "8", bundle: { n: 4 } }] });

  const page = await json(`${server.url}/admin/subscriptions`);
  for (const { id } of page.items as readonly { readonly id: string }[])
    await json(`${server.url}/admin/subscriptions/${id}`, "DELETE");
  expect(
    service.asked
      .filter(({ method }) => method === "DELETE")
      .map(({ url }) => url)
      .sort(),
  ).toEqual(["/api/webhook/hook-1", "/api/webhook/hook-2"]);
  expect(lines.join("\n")).not.toMatch(/access-token|authorization|whsec_|canary/i);
});

it("delivers to functions of the host program", async () => {
  const got: unknown[] = [];
  const apps = [
    { ...chatApp, webhooks: { events: { communication: chatApp.webhooks.events?.communication ?? { places: {} } } } },
  ];
  const server = await start({ apps, functions: { onEvent: (bundle, { uid }) => got.push([uid, bundle]) } });
  await json(`${server.url}/admin/apps/chat/connections/ada`, "PUT", { uid: 7 });
  await json(`${server.url}/admin/apps/chat/webhooks/events/subscriptions`, "POST", {
    connection: "ada",
    target: { function: "onEvent" },
  });
  await fetch(`${server.url}/hooks/chat/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"data":[{"userId":7,"n":1},{"userId":7,"n":2}]}',
  });
  await until(() => got.length === 2, 30_000, "the deliveries");
  expect(got).toEqual([
    ["7", { userId: 7, n: 1 }],
    ["7", { userId: 7, n: 2 }],
  ]);
});

it("keeps what it holds over a restart, and can read its secrets with the same key only", async () => {
  const store = `sqlite:${join(mkdtempSync(join(tmpdir(), "imlc-start-")), "store.db")}`;
  const secretKey = newSecretKey();
  const service = await played();
  const options = {
    store,
    secretKey,
    resolve: { "https://www.example.com": service.origin },
    allowHosts: [service.host],
  };
  const first = await startServer({ apps: [chatApp], port: 0, adminToken, log: () => undefined, ...options });
  await json(`${first.url}/admin/apps/chat/connections/ada`, "PUT", { uid: 7 });
  const made = await json(`${first.url}/admin/apps/chat/webhooks/events/subscriptions`, "POST", {
    connection: "ada",
    target: { url: "https://target.example/" },
  });
  await first.close();

  await expect(start({ ...options, secretKey: newSecretKey() })).rejects.toMatchObject({
    code: "secret-unreadable",
    message: expect.stringMatching(
      /^A stored secret cannot be opened: it was sealed with the key [0-9a-f]{8}, and the key at hand is [0-9a-f]{8}\. Start /,
    ),
  });

  const second = await start({ ...options, secretKey: `${newSecretKey()},${secretKey}` });
  expect(await json(`${second.url}/admin/subscriptions/${made.id}`, "DELETE")).toMatchObject({ state: "detached" });
  expect(service.asked.at(-1)?.url).toBe("/api/webhook/hook-1");
});

it("starts with a key that opens anything of the store, and with any where nothing is sealed", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "imlc-start-")), "store.db");
  const [lost, kept] = [newSecretKey(), newSecretKey()];
  const put = async (ids: readonly string[], key: string): Promise<void> => {
    const [engine, secrets] = [await openSqlite({ file }), await createSecrets(key)];
    const secret = await sealConnection(secrets, { parameters: {}, data: {} });
    for (const id of ids) await engine.putConnection({ app: "chat", id, secret, createdAt: 0, updatedAt: 0 });
    await engine.close();
  };
  const started = async (secretKey: string): Promise<string> =>
    start({ store: `sqlite:${file}`, secretKey }).then(
      async () => {
        await open.pop()?.close();
        return "started";
      },
      (error: RuntimeError) => error.code,
    );
  expect(await started(kept)).toBe("started");
  await put(["ada"], lost);
  expect([await started(lost), await started(kept)]).toEqual(["started", "secret-unreadable"]);
  await put(["ada"], kept);
  await put(
    Array.from({ length: 250 }, (_, n) => `user-${n}`),
    lost,
  );
  expect([await started(lost), await started(kept), await started(newSecretKey())]).toEqual([
    "started",
    "started",
    "secret-unreadable",
  ]);
});

it("stops within seconds while a service does not answer, and takes attach up again at the next start", async () => {
  let silent = true;
  const service = await testServer((_asked, _request, response) => {
    if (!silent) response.writeHead(201, { "content-type": "application/json" }).end('{"id":"hook"}');
  });
  open.push(service);
  const store = `sqlite:${join(mkdtempSync(join(tmpdir(), "imlc-start-")), "store.db")}`;
  const options = {
    store,
    secretKey: newSecretKey(),
    resolve: { "https://www.example.com": service.origin },
    allowHosts: [service.host],
  };
  const first = await startServer({ apps: [chatApp], port: 0, adminToken, log: () => undefined, ...options });
  await json(`${first.url}/admin/apps/chat/connections/ada`, "PUT", { uid: 7 });
  const cut = json(`${first.url}/admin/apps/chat/webhooks/events/subscriptions`, "POST", {
    connection: "ada",
    target: { url: "https://target.example/" },
  }).catch(() => "cut");
  await until(() => service.asked.length === 1, 30_000, "the call of the service");
  const begun = Date.now();
  await first.close();
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect(await cut).toBe("cut");

  silent = false;
  const second = await start(options);
  await expect.poll(() => json(`${second.url}/admin/subscriptions`)).toMatchObject({ items: [{ state: "attached" }] });
  expect(service.asked.length).toBe(2);
});

it.each<[string, Partial<ServerOptions>, string]>([
  ["open to others without an admin token", { host: "0.0.0.0", adminToken: undefined }, "admin-open"],
  ["open to others over IPv6 without an admin token", { host: "::", adminToken: undefined }, "admin-open"],
  ["a key that is too short", { secretKey: "abc" }, "secret-key"],
  ["a key that is no base64", { secretKey: "!".repeat(44) }, "secret-key"],
  ["no key", { secretKey: "" }, "secret-key"],
  ["an unknown store", { store: "postgres://x" }, "store-kind"],
  ["an address that is not its own", { host: "203.0.113.1" }, "listen-failed"],
])("does not start with %s", async (_what, options, code) => {
  await expect(start(options)).rejects.toMatchObject({ code });
});

it("does not start on a port that is taken, and lets go of the store", async () => {
  const store = `sqlite:${join(mkdtempSync(join(tmpdir(), "imlc-start-")), "store.db")}`;
  const taken = await start();
  await expect(start({ store, port: Number(new URL(taken.url).port) })).rejects.toMatchObject({
    code: "listen-failed",
    message: expect.stringContaining("another program listens there; end it, or name another port"),
  });
  await start({ store });
});

it("starts open on this machine, and then answers this machine only", async () => {
  const server = await start({ adminToken: undefined });
  expect((await fetch(`${server.url}/admin/connections`)).status).toBe(200);
  expect((await fetch(`${server.url}/admin/connections`, { headers: { origin: "https://evil.example" } })).status).toBe(
    403,
  );
});
