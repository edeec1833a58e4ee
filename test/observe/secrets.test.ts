import { afterAll, beforeAll, expect, it } from "vitest";
import { newSecretKey, type RunningServer, startServer } from "../../runtime/node.ts";
import { otelTracer } from "../../runtime/otel.ts";
import { admin, adminToken, until } from "../e2e/server.ts";
import { type TestServer, testServer } from "../http/server.ts";
import { compiled } from "../plan/app.ts";
import { type SpanWorld, spanWorld } from "./span-world.ts";

/** A value that nobody may see, wherever a template, a user or a service has put it. */
const planted = {
  accessToken: "planted-access-token",
  refreshToken: "planted-refresh-token",
  hookSecret: "planted-hook-secret",
  sanitizedBody: "planted-sanitized-body",
  sanitizedAnswer: "planted-sanitized-answer",
  clientSecret: "planted-client-secret",
  signingSecret: "planted-signing-secret",
  bearer: "planted-bearer-of-a-request",
  cookie: "planted-cookie",
  apiKey: "planted-api-key-header",
  queryToken: "planted-query-token",
} as const;

/** What admin answers may show, and log, metrics and traces may not. */
const seen = {
  body: "planted-body-text",
  uid: "planted-uid",
  failing: "planted-value-that-fails",
  parameter: "planted-parameter",
} as const;

const files = {
  "webhook.iml.json": `{
    "condition": "{{body.kind != 'broken' || upper(body.list)}}",
    "iterate": "{{body.items}}",
    "uid": "{{item.user}}",
    "output": { "text": "{{if(item.fails; formatDate(item.text; 'YYYY'); item.text)}}", "channel": "{{parameters.channel}}" },
    "respond": { "status": 200, "body": "ok" }
  }`,
  "attach.iml.json": `{
    "url": "https://service.example/hooks?key={{connection.accessToken}}",
    "method": "POST",
    "headers": { "authorization": "Bearer {{connection.accessToken}}" },
    "body": { "url": "{{webhook.url}}", "clear": "${planted.sanitizedBody}", "channel": "{{parameters.channel}}" },
    "response": { "data": { "id": "{{body.id}}", "hookSecret": "{{body.hookSecret}}" }, "error": "no: {{body.message}}" },
    "log": { "sanitize": ["request.body.clear", "response.body.hidden", "request.body.channel", "response.body.hookSecret"] }
  }`,
  "detach.iml.json": `{
    "url": "https://service.example/hooks/{{webhook.id}}",
    "method": "DELETE",
    "body": { "hookSecret": "{{webhook.hookSecret}}" },
    "response": { "error": "no: {{body.message}}" }
  }`,
  "connection.iml.json": `{
    "url": "https://service.example/me",
    "qs": { "client": "{{common.clientSecret}}" },
    "headers": { "authorization": "Bearer {{connection.accessToken}}" },
    "response": { "uid": "{{body.uid}}", "data": { "refreshToken": "{{body.refresh}}" }, "error": "no: {{body.message}}" }
  }`,
  "imlc.json": `{ "webhook": { "signature": { "scheme": "github", "secrets": ["HOOK_SECRET"] } } }`,
};

const lines: string[] = [];
const answers: string[] = [];
let world: SpanWorld;
let service: TestServer;
let target: TestServer;
let server: RunningServer;

/** Asks the admin API and keeps the answer, but for one that may show a secret once. */
async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const answer = await admin(server.url, method, path, body);
  answers.push(JSON.stringify(answer));
  return answer;
}

async function hook(body: object | string, secret: string = planted.signingSecret): Promise<number> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = Buffer.from(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text))).toString("hex");
  const { status } = await fetch(`${server.url}/hooks/shop/webhook?token=${planted.queryToken}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${planted.bearer}`,
      cookie: `session=${planted.cookie}`,
      "x-api-key": planted.apiKey,
      "x-hub-signature-256": `sha256=${mac}`,
    },
    body: text,
  });
  return status;
}

/** A user's whole life with an app, with everything that can go wrong on the way. */
async function tour(): Promise<void> {
  const connection = "/apps/shop/connections";
  await ask("PUT", `${connection}/refused`, { parameters: { accessToken: `${planted.accessToken}-refused` } });
  await ask("PUT", `${connection}/ada`, { parameters: { accessToken: planted.accessToken } });
  const subscriptions = "/apps/shop/webhooks/webhook/subscriptions";
  const made = await admin(server.url, "POST", subscriptions, {
    connection: "ada",
    parameters: { channel: seen.parameter },
    target: { url: `${target.origin}/in?key=planted-target-key` },
  });
  const { id } = made.json as { readonly id: string };
  const item = { user: seen.uid, text: seen.body };
  expect(await hook({ items: [item] })).toBe(200);
  await until(() => target.asked.length > 0, 30_000, "a delivery");
  expect(await hook({ items: [{ ...item, text: `refuse ${seen.body}` }] })).toBe(200);
  expect(
    await hook({
      items: [
        { ...item, fails: true, text: seen.failing },
        { user: "nobody", text: seen.body },
      ],
    }),
  ).toBe(200);
  expect(await hook({ items: [item] }, "another secret")).toBe(401);
  expect(await hook(`{"broken": "${seen.body}`)).toBe(400);
  await until(() => lines.some((line) => line.includes('"delivery-failed"')), 30_000, "a delivery that fails");
  for (const path of [
    "/requests",
    "/deliveries",
    "/dead-letters",
    "/unowned",
    "/connections",
    "/subscriptions",
    `/subscriptions/${id}`,
    "/openapi.json",
  ])
    expect((await ask("GET", path)).status).toBe(200);
  await ask("GET", "/nothing/here");
  await ask("POST", `/subscriptions/${id}/retry`);
  await ask("DELETE", `/subscriptions/${id}`);
  await ask("DELETE", `${connection}/ada`);
}

beforeAll(async () => {
  world = spanWorld();
  service = await testServer(({ method, url, headers, body }, _request, response) => {
    const refused = headers.authorization?.endsWith("-refused") === true || method === "DELETE";
    const answer = refused
      ? { message: `not with ${headers.authorization ?? body}` }
      : url.startsWith("/me")
        ? { uid: seen.uid, refresh: planted.refreshToken }
        : { id: "h1", hookSecret: planted.hookSecret, hidden: planted.sanitizedAnswer };
    response.writeHead(refused ? 403 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  target = await testServer(({ body }, _request, response) => {
    response.writeHead(body.includes("refuse") ? 500 : 204).end();
  });
  server = await startServer({
    apps: [{ ...(await compiled(files)), id: "shop" }],
    store: "sqlite::memory:",
    port: 0,
    adminToken,
    secretKey: newSecretKey(),
    allowHosts: [service.host, target.host],
    resolve: { "https://service.example": service.origin },
    common: { shop: { clientSecret: planted.clientSecret } },
    environment: (name) => (name === "HOOK_SECRET" ? planted.signingSecret : undefined),
    tracer: otelTracer(),
    log: (level, event, fields) => lines.push(JSON.stringify({ level, event, ...fields })),
  });
  await tour();
});

afterAll(async () => {
  await server.close();
  await service.close();
  await target.close();
  world.end();
});

async function metrics(): Promise<string> {
  return (await fetch(`${server.url}/metrics`)).text();
}

function spans(): string {
  const told = world.exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  return JSON.stringify(told);
}

it("the tour has gone everywhere", async () => {
  expect(service.asked.map(({ method, url }) => `${method} ${url.split("?")[0]}`)).toEqual([
    "GET /me",
    "GET /me",
    "POST /hooks",
    "DELETE /hooks/h1",
  ]);
  expect(JSON.stringify(service.asked)).toContain(planted.clientSecret);
  const all = lines.join("\n");
  for (const event of ["connect", "attach", "detach", "delivery-failed", "signature-refused"])
    expect(all).toContain(`"event":"${event}"`);
  expect(answers.join("\n")).toContain(seen.failing);
  expect(spans()).toContain("imlc deliver");
});

it.each(Object.entries(planted))("%s is in no log, metric, trace or admin answer", async (_name, value) => {
  for (const [where, text] of [
    ["log", lines.join("\n")],
    ["metrics", await metrics()],
    ["traces", spans()],
    ["admin", answers.join("\n")],
  ] as const)
    expect([where, text.includes(value)]).toEqual([where, false]);
});

it.each(Object.entries(seen))("%s of an event is in no log, metric or trace", async (_name, value) => {
  for (const [where, text] of [
    ["log", lines.join("\n")],
    ["metrics", await metrics()],
    ["traces", spans()],
  ] as const)
    expect([where, text.includes(value)]).toEqual([where, false]);
});
