import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { filesOnDisk } from "../../../cli/files.ts";
import { pageFilesIn } from "../../../cli/pages.ts";
import { servedManifests } from "../../../cli/serve/manifests.ts";
import { loadApp } from "../../../compiler/generate/load.ts";
import { analyzeProject, findProject } from "../../../compiler/index.ts";
import type { AppModule } from "../../../runtime/contract.ts";
import { newSecretKey, type RunningServer, startServer } from "../../../runtime/node.ts";
import { folder } from "../../cli/run.ts";
import { admin, adminToken, root } from "../../e2e/server.ts";
import { type TestServer, testServer } from "../../http/server.ts";

/** Values that the inspector may never show, each put where a user, a service or a sender puts such a thing. */
export const planted = {
  accessToken: "planted-access-token",
  hookSecret: "planted-hook-secret",
  parameter: "planted-parameter-secret",
  targetKey: "planted-target-key",
  bearer: "planted-bearer",
  cookie: "planted-cookie",
  query: "planted-query-token",
  body: "planted-body-token",
  nested: "planted-token-in-json-in-a-text",
} as const;

const files = {
  "shop/webhook.iml.json": `{
  "verification": { "condition": "{{body.type = 'hello'}}", "respond": { "body": { "challenge": "{{body.challenge}}" } } },
  "condition": "{{body.type = 'events'}}",
  "iterate": "{{body.events}}",
  "uid": "{{item.user}}",
  "output": { "text": "{{item.text}}", "token": "{{body.token}}" }
}`,
  "shop/attach.iml.json": `{
  "url": "https://service.example/hooks",
  "method": "POST",
  "headers": { "authorization": "Bearer {{connection.accessToken}}" },
  "body": { "url": "{{webhook.url}}" },
  "response": { "data": { "id": "{{body.id}}", "hookSecret": "{{body.hookSecret}}" } }
}`,
  "shop/detach.iml.json": `{ "url": "https://service.example/hooks/{{webhook.id}}", "method": "DELETE" }`,
};

/** A server with the inspector, what its app talks to, and where it delivers. */
export interface World {
  readonly server: RunningServer;
  readonly service: TestServer;
  /** What the target answers from now on. */
  answer(status: number): void;
  /** Posts events to the hook, full of secrets. */
  send(...events: readonly { readonly user: number; readonly text: string }[]): Promise<number>;
  /** Connects and subscribes a user; answers the subscription's id. */
  subscribe(connection: string, uid: number): Promise<string>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const cwd = folder(files);
  const onDisk = filesOnDisk(cwd);
  const analysis = analyzeProject(findProject(onDisk, ["."]), onDisk);
  const apps = await Promise.all(analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule));
  let status = 204;
  const target = await testServer((_asked, _request, response) => response.writeHead(status).end());
  const service = await testServer(({ method }, _request, response) => {
    response.writeHead(method === "POST" ? 201 : 204, { "content-type": "application/json" });
    response.end(method === "POST" ? JSON.stringify({ id: "h1", hookSecret: planted.hookSecret }) : "");
  });
  const server = await startServer({
    apps,
    store: "sqlite::memory:",
    port: 0,
    adminToken,
    secretKey: newSecretKey(),
    allowHosts: [service.host, target.host],
    resolve: { "https://service.example": service.origin },
    deliver: { schedule: [10] },
    log: () => undefined,
    manifests: servedManifests(() => analysis, onDisk),
    inspector: pageFilesIn(await builtInspector()),
  });
  return {
    server,
    service,
    answer: (next) => {
      status = next;
    },
    send: (...events) => sendTo(server, events),
    subscribe: (connection, uid) => subscribe(server, target, connection, uid),
    async close() {
      await server.close();
      await Promise.all([service.close(), target.close()]);
    },
  };
}

async function builtInspector(): Promise<string> {
  const to = mkdtempSync(join(tmpdir(), "imlc-inspector-"));
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "web/inspector", "--outDir", to, "--emptyOutDir", "--logLevel", "warn"];
  await promisify(execFile)(process.execPath, args, { cwd: root });
  return to;
}

async function sendTo({ url }: RunningServer, events: readonly object[]): Promise<number> {
  const payload = JSON.stringify({ secret: planted.nested });
  const { status } = await fetch(`${url}/hooks/shop/webhook?token=${planted.query}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${planted.bearer}`,
      cookie: `session=${planted.cookie}`,
    },
    body: JSON.stringify({ type: "events", token: planted.body, copy: `as ${planted.body}`, payload, events }),
  });
  return status;
}

async function subscribe(server: RunningServer, target: TestServer, connection: string, uid: number): Promise<string> {
  await admin(server.url, "PUT", `/apps/shop/connections/${connection}`, {
    uid,
    data: { accessToken: planted.accessToken },
  });
  const { json } = await admin(server.url, "POST", "/apps/shop/webhooks/webhook/subscriptions", {
    connection,
    parameters: { channel: "general", apiKey: planted.parameter },
    target: { url: `${target.origin}/in?key=${planted.targetKey}` },
  });
  return (json as { readonly id: string }).id;
}
