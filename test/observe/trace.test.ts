import { SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newSecretKey, type RunningServer, startServer } from "../../runtime/node.ts";
import { otelTracer } from "../../runtime/otel.ts";
import { chatApp, playService } from "../admin/running.ts";
import { admin, adminToken, until } from "../e2e/server.ts";
import { type TestServer, testServer } from "../http/server.ts";
import { type SpanWorld, spanWorld } from "./span-world.ts";

let world: SpanWorld;
let service: TestServer;
let target: TestServer;
let server: RunningServer;

beforeAll(async () => {
  world = spanWorld();
  const play = playService();
  service = await testServer((asked, _request, response) => {
    const { status = 200, body } = play(asked) ?? {};
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  target = await testServer((asked, _request, response) => {
    response.writeHead(asked.body.includes("refuse") ? 500 : 204).end();
  });
  server = await startServer({
    apps: [chatApp],
    store: "sqlite::memory:",
    port: 0,
    adminToken,
    secretKey: newSecretKey(),
    allowHosts: [service.host, target.host],
    resolve: { "https://www.example.com": service.origin, "https://example.com": service.origin },
    deliver: { schedule: [60_000] },
    log: () => undefined,
    tracer: otelTracer(),
  });
  await admin(server.url, "PUT", "/apps/chat/connections/ada", { parameters: { accessToken: "ada-access-token" } });
  await admin(server.url, "POST", "/apps/chat/webhooks/events/subscriptions", {
    connection: "ada",
    parameters: { channel: "general" },
    target: { url: `${target.origin}/in` },
  });
});

afterAll(async () => {
  await server.close();
  await service.close();
  await target.close();
  world.end();
});

const CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

async function hook(body: object): Promise<Response> {
  return fetch(`${server.url}/hooks/chat/events`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: CALLER },
    body: JSON.stringify(body),
  });
}

function named(name: string): readonly ReadableSpan[] {
  return world.exporter.getFinishedSpans().filter((span) => span.name === name);
}

function parentOf(span: ReadableSpan | undefined): string | undefined {
  return world.exporter.getFinishedSpans().find((one) => one.spanContext().spanId === span?.parentSpanContext?.spanId)
    ?.name;
}

it("shows the requests of connections and subscriptions", () => {
  expect(named("imlc call").map(({ attributes }) => attributes)).toEqual([
    { "imlc.app": "chat", "imlc.call": "connect" },
    { "imlc.app": "chat", "imlc.call": "attach" },
  ]);
});

it("leads from the sender over the request to the delivery and its target", async () => {
  world.exporter.reset();
  await hook({ data: [{ userId: 7, text: "hello" }] });
  await until(() => named("imlc deliver").length === 1, 30_000, "a delivery");
  const [receive] = named("imlc receive");
  expect(receive?.attributes).toEqual({
    "imlc.app": "chat",
    "imlc.webhook": "events",
    "http.response.status_code": 200,
  });
  expect(receive?.links.map(({ context: { traceId } }) => traceId)).toEqual([CALLER.split("-")[1]]);
  expect(receive?.parentSpanContext).toBeUndefined();
  for (const name of ["imlc verify", "imlc evaluate", "imlc accept"])
    expect([name, parentOf(named(name)[0])]).toEqual([name, "imlc receive"]);
  const [accept] = named("imlc accept");
  const [deliver] = named("imlc deliver");
  expect(deliver?.links.map(({ context: { spanId } }) => spanId)).toEqual([accept?.spanContext().spanId]);
  expect(deliver?.attributes).toMatchObject({
    "imlc.attempt": 1,
    "http.response.status_code": 204,
    "imlc.request": accept?.attributes["imlc.request"],
  });
  const { traceId, spanId } = deliver?.spanContext() ?? {};
  expect(target.asked.at(-1)?.headers.traceparent).toBe(`00-${traceId}-${spanId}-01`);
});

it("says of an attempt that failed that it has, and by which code", async () => {
  world.exporter.reset();
  await hook({ data: [{ userId: 7, text: "refuse" }] });
  await until(() => named("imlc deliver").length === 1, 30_000, "a delivery");
  const [deliver] = named("imlc deliver");
  expect(deliver?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(deliver?.attributes).toMatchObject({ "error.type": "target-status", "http.response.status_code": 500 });
});

it("holds neither a uid, nor a body, nor a token", () => {
  const everything = JSON.stringify(
    world.exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );
  expect(everything).toContain("imlc receive");
  for (const secret of ["ada-access-token", "refuse", "hook-1", "general", '"7"', ":7,"])
    expect(everything).not.toContain(secret);
});
