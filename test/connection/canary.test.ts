import { createHmac } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { jsonLines, newSecretKey, startServer } from "../../runtime/node.ts";
import { until } from "../e2e/server.ts";
import { testServer } from "../http/server.ts";
import { oauthApp } from "./app.ts";
import { provider } from "./provider.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const SIGNING = "canary-signing-secret";

function signedApp(): AppModule {
  const { events } = oauthApp.webhooks;
  if (events === undefined) throw new Error("The app has no such webhook.");
  const signature = { scheme: "github", secrets: ["HOOK_SECRET"] } as const;
  return { ...oauthApp, webhooks: { events: { ...events, signature } } };
}

/** An app whose items are made per subscription of the request's own headers and query. */
async function relayApp(): Promise<AppModule> {
  const communication = {
    condition: "{{headers.authorization = parameters.expectedToken & query.token = 'canary-query'}}",
    iterate: "{{body.events}}",
    uid: "{{item.user}}",
    output: { text: "{{item.text}}", kind: "{{headers.`x-kind`}}", page: "{{query.page}}", to: "{{parameters.to}}" },
  };
  const files = filesInMemory({ "relay/webhook.iml.json": JSON.stringify(communication) });
  const { apps, texts } = analyzeProject(findProject(files, ["."]), files);
  const [app] = apps;
  if (app === undefined) throw new Error("There is no such app.");
  return (await loadApp(app, texts)) as AppModule;
}

/** A server whose secrets all have `canary` in them, and everything that comes out of it. */
/** What happens, as it happens. */
const LIVE = "/admin/events";

async function planted() {
  const oauth = provider();
  const service = await testServer((asked, _request, response) => {
    const { status = 200, body } = oauth.answer(asked);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const target = await testServer((_asked, _request, response) => response.writeHead(500).end("canary-of-target"));
  const folder = mkdtempSync(join(tmpdir(), "imlc-canary-"));
  const said: string[] = [];
  const server = await startServer({
    apps: [signedApp(), await relayApp()],
    store: `sqlite:${join(folder, "store.db")}`,
    port: 0,
    adminToken: "canary-admin-token",
    secretKey: newSecretKey(),
    publicUrl: "https://hooks.example",
    common: { chat: { hostKey: "canary-host-common" } },
    environment: (name) => (name === "HOOK_SECRET" ? SIGNING : undefined),
    log: jsonLines((line) => said.push(line), Date.now),
    deliver: { schedule: [20] },
    resolve: { "https://www.example.com": service.origin, "https://target.example": target.origin },
    allowHosts: [service.host, target.host],
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= server.close());
  open.push(service, target, { close });

  const call = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
    const options = { method, headers, redirect: "manual", ...(body === undefined ? {} : { body }) } as const;
    const answer = await fetch(`${server.url}${path}`, options);
    const text = await answer.text();
    said.push(JSON.stringify([answer.status, [...answer.headers], text]));
    return { status: answer.status, text };
  };
  const admin = async (method: string, path: string, body?: object, token = "canary-admin-token") => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const { status, text } = await call(method, `/admin${path}`, headers, body && JSON.stringify(body));
    return { status, json: JSON.parse(text) as Record<string, unknown> };
  };
  const login = async (url: unknown): Promise<string> => {
    const { pathname, search } = new URL(String(url));
    const page = await fetch(`${service.origin}${pathname}${search}`);
    const { location } = (await page.json()) as { location: string };
    const back = new URL(location);
    return back.pathname + back.search;
  };
  const event = (text: string, path = "/hooks/chat/events?token=canary-query") =>
    call(
      "POST",
      path,
      {
        "content-type": "application/json",
        "x-hub-signature-256": `sha256=${createHmac("sha256", SIGNING).update(text).digest("hex")}`,
        authorization: "Bearer canary-incoming",
        cookie: "session=canary-cookie",
        "x-api-key": "canary-api-key",
        "x-kind": "message",
      },
      text,
    );
  /** Ends when the server closes. */
  const live = call("GET", LIVE, { authorization: "Bearer canary-admin-token" });
  return { oauth, close, live, target, folder, said, call, admin, login, event };
}

/** Takes out the one answer that may show a secret; the log goes on beside it. */
function taken(said: string[], secret: string): void {
  const shows = said.flatMap((line, index) => (line.includes(secret) ? [index] : []));
  expect(shows).toHaveLength(1);
  for (const index of shows) said.splice(index, 1);
}

test("no secret comes out of a server, whatever happens, nor stands in its store unsealed", async () => {
  const { oauth, close, live, target, folder, said, call, admin, login, event } = await planted();
  const ada = "/apps/chat/connections/ada";
  const parameters = { workspace: "canary-workspace", password: "canary-password" };
  const begin = async (body: object = {}) => (await admin("POST", `${ada}/authorize`, body)).json.url;

  // OAuth: a user who refuses, a code that nobody gave, a good one, and one who comes twice.
  oauth.user = "nobody";
  await call("GET", await login(await begin({ parameters })), {});
  oauth.user = "7";
  oauth.lifetime = 60;
  const foreign = new URL(String(await begin({ parameters }))).searchParams.get("state");
  await call("GET", `/oauth/callback?state=${foreign}&code=canary-code-foreign`, {});
  const back = await login(await begin({ parameters, redirect: "https://hooks.example/done" }));
  expect((await call("GET", back, {})).status).toBe(303);
  await call("GET", back, {});
  // A token that the service does not know and names in its refusal.
  expect((await admin("PUT", "/apps/chat/connections/eve", { data: { accessToken: "canary-unknown" } })).status).toBe(
    422,
  );
  await admin("PUT", "/apps/chat/connections/ben", { uid: 9, data: { accessToken: "canary-ben" } });

  // Attach: one that works, one that the service refuses, and one whose token cannot be renewed.
  const wanted = (connection: string) => ({
    connection,
    parameters: { channel: "general", apiToken: "canary-subscription" },
    target: { url: "https://target.example/in" },
  });
  const subscribe = "/apps/chat/webhooks/events/subscriptions";
  const made = await admin("POST", subscribe, wanted("ada"));
  expect(made.status).toBe(201);
  // The secret of a target is shown to who makes it, once.
  const shown = String(made.json.secret);
  taken(said, shown);
  expect((await admin("POST", subscribe, wanted("ben"))).status).toBe(502);
  oauth.broken = 400;
  expect((await admin("POST", subscribe, { ...wanted("ada"), parameters: {} })).status).toBe(502);
  oauth.broken = undefined;
  said.splice(0, said.length, ...said.map((line) => line.replace(/"secret\\":\\"whsec_[^"\\]+/g, "")));

  // Events: to their owner, to nobody, with an expression that fails, badly signed; then deliveries that are given up.
  expect((await event('{"events": [{"user": 7, "text": "hello"}, {"user": 5, "text": "nobody"}]}')).status).toBe(200);
  expect((await event('{"events": [{"user": 7, "text": "late", "at": "never"}]}')).status).toBe(200);
  expect((await call("POST", "/hooks/chat/events", { "x-hub-signature-256": "sha256=00" }, "{}")).status).toBe(401);
  const dead = async () => ((await admin("GET", "/dead-letters")).json.items as unknown[]).length;
  await until(async () => (await dead()) >= 2, 30_000, "the dead letters");
  expect(target.asked.length).toBeGreaterThanOrEqual(2);

  // An item that is made of its request's headers only when its subscription is known, and they hold credentials.
  await admin("PUT", "/apps/relay/connections/ada", { uid: "7" });
  const relayed = (expectedToken: string) => ({
    connection: "ada",
    parameters: { to: "general", expectedToken },
    target: { url: "https://target.example/relay" },
  });
  for (const token of ["Bearer canary-incoming", "Bearer canary-other"]) {
    const { status, json } = await admin("POST", "/apps/relay/webhooks/webhook/subscriptions", relayed(token));
    expect(status).toBe(201);
    taken(said, String(json.secret));
  }
  const relay = "/hooks/relay/webhook?token=canary-query&page=2";
  expect((await event('{"events": [{"user": "7", "text": "relayed"}]}', relay)).status).toBe(200);
  const arrived = () => target.asked.filter(({ url }) => url === "/relay").map(({ body }) => JSON.parse(body));
  await until(() => arrived().length >= 2, 30_000, "both attempts");
  expect(arrived()[0]).toEqual({ text: "relayed", kind: "message", page: "2", to: "general" });
  expect(new Set(arrived().map((bundle) => JSON.stringify(bundle))).size).toBe(1);

  // Everything that the admin API shows, right and wrong.
  const { items } = (await admin("GET", "/requests")).json as { items: { id: string }[] };
  expect((await admin("POST", `/requests/${items[0]?.id}/replay`)).status).toBe(200);
  const { json: document } = await admin("GET", "/openapi.json");
  const paths = Object.entries(document.paths as Record<string, object>);
  const ids: Record<string, string> = { app: "chat", webhook: "events", id: String(made.json.id) };
  for (const [path] of paths.filter(([path, operations]) => "get" in operations && path !== LIVE)) {
    await admin(
      "GET",
      path.replace("/admin", "").replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name),
    );
  }
  for (const path of [ada, "/apps/chat/connections/ben", `/subscriptions/${made.json.id}`]) await admin("GET", path);
  await admin("GET", "/connections", undefined, "canary-wrong-token");
  await admin("PUT", ada, { nothing: 1 });
  for (const path of ["/metrics", "/health", "/nothing"]) await call("GET", path, {});

  // The end.
  const { items: subscriptions } = (await admin("GET", "/subscriptions")).json as { items: { id: string }[] };
  for (const { id } of subscriptions) await admin("DELETE", `/subscriptions/${id}`);
  await admin("DELETE", ada);
  const tokens = [...oauth.tokens.keys()];
  expect([oauth.refreshes() > 2, oauth.revoked.length]).toEqual([true, 1]);
  await close();
  expect((await live).text).toContain('"state":"dead"');

  const secrets = ["canary", shown, btoa("canary").slice(0, 7), Buffer.from("canary").toString("hex"), ...tokens];
  const found = (text: string): readonly string[] =>
    secrets.flatMap((secret) => {
      const at = text.toLowerCase().indexOf(secret.toLowerCase());
      return at === -1 ? [] : [text.slice(Math.max(0, at - 200), at + 100)];
    });
  const out = said.join("\n");
  for (const seen of ["User 7", "general", "hello", "nobody", "refresh", "imlc_requests_total"])
    expect(out).toContain(seen);
  expect(found(out)).toEqual([]);
  const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  expect(stored.join()).toContain("hello");
  expect(stored.flatMap(found)).toEqual([]);
});
