import { onTestFinished } from "vitest";
import { get, type Open } from "../../language/values.ts";
import type { Manifests } from "../../runtime/admin/manifests.ts";
import { type App, createApp } from "../../runtime/app.ts";
import type { AppModule } from "../../runtime/contract.ts";
import type { Engine } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import type { PageFiles } from "../../runtime/inspector.ts";
import { jsonLines } from "../../runtime/log.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { type Asked, type TestServer, testServer } from "../http/server.ts";
import { chat } from "../receive/chat.ts";
import { documented } from "./documented.ts";

export const adminToken = "the-admin-token";

/** The chat service's app: a handshake, batches, attach that saves an id, detach that uses it, connections that are asked for. */
export const chatApp: AppModule = {
  id: "chat",
  webhooks: {
    events: {
      communication: chat,
      attach: {
        requests: [
          {
            request: ({ webhook, parameters }) => ({
              url: "https://www.example.com/api/webhook",
              method: "POST",
              body: { url: webhook?.url, channel: parameters?.channel },
            }),
            data: ({ body }) => ({ externalHookId: body?.id, secret: body?.secret }),
          },
        ],
        places: { request: "attach.iml.json:1:1" },
      },
      detach: {
        requests: [
          {
            request: ({ webhook }) => ({
              url: `https://www.example.com/api/webhook/${webhook?.externalHookId}`,
              method: "DELETE",
            }),
          },
        ],
        places: { request: "detach.iml.json:1:1" },
      },
    },
  },
  connections: {
    main: {
      connect: {
        requests: [
          {
            request: ({ connection }) => ({
              url: "https://example.com/api/me",
              headers: { authorization: `Bearer ${connection?.accessToken}` },
            }),
            uid: ({ body }) => get(get(body, "user"), "id"),
            valid: ({ body }) => body?.ok === (true as unknown),
            error: ({ body }) => body?.message,
            data: ({ body }) => ({ refreshToken: body?.refresh }),
            metadata: ({ body }) => ({ type: "text", value: body?.user?.fullName }),
          },
        ],
        sanitize: ["request.headers.authorization"],
        places: { request: "connection.iml.json:1:1" },
      },
    },
  },
};

export interface Running {
  /** Whose answers are those of the document: others are errors. */
  readonly app: App;
  readonly engine: Engine;
  /** Plays the chat service. */
  readonly service: TestServer;
  /** Every line that was logged. */
  readonly lines: string[];
  /** Subscriptions whose lanes were woken. */
  readonly woken: string[];
  /** What the clock says, in epoch milliseconds, and how long anyone has slept. */
  readonly clock: { now: number; slept: number };
  admin(method: string, path: string, body?: unknown): Promise<{ status: number; json: Open }>;
  hook(body: unknown, path?: string, headers?: Record<string, string>): Promise<Reply>;
  close(): Promise<void>;
}

export interface RunningOptions {
  readonly apps?: readonly AppModule[];
  readonly token?: string;
  readonly deadline?: number;
  readonly file?: string;
  /** What the service answers; undefined: never. */
  readonly answer?: (asked: Asked) => { status?: number; body?: unknown } | undefined;
  /** Variables of the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly redirects?: readonly string[];
  readonly manifests?: Manifests;
  readonly inspector?: PageFiles;
  /** Names of functions of the host program. */
  readonly functions?: readonly string[];
  /** Stands between the app and its engine. */
  readonly wrap?: (engine: Engine) => Engine;
}

/** Such a server for one test, which closes it when it is over. */
export async function start(options?: RunningOptions): Promise<Running> {
  const server = await running(options);
  onTestFinished(() => server.close());
  return server;
}

/** An app on a real engine and a real client, with a real server that plays the service. */
export async function running(options: RunningOptions = {}): Promise<Running> {
  const { apps = [chatApp], token = adminToken, deadline, file = ":memory:", answer = playService() } = options;
  const { environment = {} } = options;
  const service = await testServer((asked, _request, response) => {
    const answered = answer(asked);
    if (answered === undefined) return;
    const { status = 200, body } = answered;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const client = createClient({
    guard: createGuard([service.host]),
    resolve: { "https://www.example.com": service.origin, "https://example.com": service.origin },
  });
  const clock = { now: Date.UTC(2026, 0, 2), slept: 0 };
  const lines: string[] = [];
  const woken: string[] = [];
  const opened = await openSqlite({ file });
  const engine = options.wrap?.(opened) ?? opened;
  const app = createApp({
    apps: () => apps,
    common: () => ({}),
    environment: (name) => environment[name],
    engine,
    wake: (subscriptions) => woken.push(...subscriptions),
    secrets: await createSecrets("ab".repeat(32)),
    send: client.send,
    log: jsonLines(
      (line) => lines.push(line),
      () => clock.now,
    ),
    clock: {
      now: () => clock.now,
      async sleep(milliseconds) {
        clock.slept += milliseconds;
      },
    },
    publicUrl: "https://hooks.example",
    redirects: options.redirects,
    adminToken: token === "" ? undefined : token,
    deadline,
    copyStore: opened.copy,
    manifests: options.manifests,
    inspector: options.inspector,
    functions: options.functions,
  });
  const asAdmin = { authorization: `Bearer ${token}`, host: "localhost" };
  const fetch = documented(app.fetch, asAdmin);
  const send = (method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Reply> =>
    fetch(raw(method, url, headers, body));
  return {
    app: { ...app, fetch },
    engine,
    service,
    lines,
    woken,
    clock,
    async admin(method, path, body) {
      const reply = await send(method, `/admin${path}`, asAdmin, body);
      return { status: reply.status, json: JSON.parse(reply.body) };
    },
    hook: (body, path = "/hooks/chat/events", headers = {}) => send("POST", path, headers, body),
    async close() {
      await client.close();
      await service.close();
      await opened.close();
    },
  };
}

/** A request, JSON unless its headers say otherwise. */
export function raw(method: string, url: string, headers: Record<string, string>, body?: unknown): RawRequest {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  return { method, url, headers: { ...type, ...headers }, body: new TextEncoder().encode(text) };
}

/** The chat service: users by their tokens, hooks by ids that it counts. */
export function playService(): (asked: Asked) => { status?: number; body?: unknown } {
  let hooks = 0;
  const users: Readonly<Record<string, number>> = { "Bearer ada-access-token": 7, "Bearer ben-access-token": 9 };
  return ({ method, url, headers }) => {
    if (url === "/api/me") {
      const id = users[headers.authorization ?? ""];
      if (id === undefined)
        return { status: 401, body: { ok: false, message: `unknown token in ${headers.authorization}` } };
      return { body: { ok: true, user: { id, fullName: `User ${id}` }, refresh: "canary-refresh" } };
    }
    if (method === "POST") return { status: 201, body: { id: `hook-${++hooks}`, secret: "canary-hook-secret" } };
    return { status: 204 };
  };
}

/** Ada (uid 7), connected and subscribed. */
export async function subscribeAda(server: Running): Promise<{ readonly id: string; readonly secret: string }> {
  await server.admin("PUT", "/apps/chat/connections/ada", { parameters: { accessToken: "ada-access-token" } });
  const { json } = await server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
    connection: "ada",
    parameters: { channel: "general" },
    target: { url: "https://target.example/in" },
  });
  return { id: String(json?.id), secret: String(json?.secret) };
}
