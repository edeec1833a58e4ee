import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadApp } from "../../compiler/generate/load.ts";
import { generateApp } from "../../compiler/generate/module.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { running } from "../admin/running.ts";
import { folder } from "../cli/run.ts";
import { typeErrors } from "../generate/type-errors.ts";
import { admin, listen, openInbox, type Serving, serve, until } from "./server.ts";

/** An app that says in `imlc.json` what Make's manifests cannot. */
const manifests = {
  "shop/webhook.iml.json": {
    iterate: "{{body.events}}",
    uid: "{{item.user}}",
    output: { text: "{{item.text}}" },
  },
  "shop/attach.iml.json": {
    url: "https://www.example.com/hooks",
    method: "POST",
    body: { url: "{{webhook.url}}" },
    response: { data: { hookId: "{{body.id}}", until: "{{body.until}}" } },
  },
  "shop/detach.iml.json": { url: "https://www.example.com/hooks/{{webhook.hookId}}", method: "DELETE" },
  "shop/imlc.json": {
    webhook: {
      platformEvent: "{{item.kind = 'limit'}}",
      deadline: 3_000,
      expires: "{{webhook.until}}",
      listing: {
        url: "https://www.example.com/hooks",
        response: { iterate: "{{body.hooks}}", output: { hookId: "{{item.id}}", until: "{{item.until}}" } },
      },
    },
    server: { maxBody: 2048, arrival: 2 },
    deliver: { schedule: [1] },
  },
} as const;

const files = Object.fromEntries(Object.entries(manifests).map(([path, json]) => [path, JSON.stringify(json)]));

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

/** A service that forgets each hook 4 seconds after it was made. */
async function openService() {
  const hooks = new Map<string, number>();
  let made = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    if (request.method === "GET") {
      const listed = [...hooks].map(([id, until]) => ({ id, until }));
      response.end(JSON.stringify({ hooks: listed }));
    } else if (request.method === "POST") {
      const [id, until] = [`hook-${++made}`, Date.now() + 4_000];
      hooks.set(id, until);
      response.end(JSON.stringify({ id, until }));
    } else {
      hooks.delete(request.url?.split("/").at(-1) ?? "");
      response.end("{}");
    }
  });
  const origin = await listen(server);
  open.push(() => server.close());
  return { origin, host: new URL(origin).host, hooks, made: () => made };
}

async function served(args: readonly string[], texts: Readonly<Record<string, string>> = files): Promise<Serving> {
  const server = await serve([".", "--port", "0", ...args], { cwd: folder(texts), env: { SHOP_SECRET: "s" } });
  open.push(() => server.child.kill("SIGKILL"));
  return server;
}

function compiled() {
  const memory = filesInMemory(files);
  const { apps, diagnostics, texts } = analyzeProject(findProject(memory, ["."]), memory);
  const [app] = apps;
  if (app === undefined) throw new Error("There is no app.");
  return { app, texts, errors: diagnostics.filter(({ severity }) => severity === "error") };
}

test("such an app is built, and what is built is well typed", () => {
  const { app, texts, errors } = compiled();
  expect(errors).toEqual([]);
  const into = mkdtempSync(join(import.meta.dirname, "generated-"));
  try {
    for (const { path, text } of generateApp(app, texts, "0.0.0")) {
      mkdirSync(dirname(join(into, path)), { recursive: true });
      writeFileSync(join(into, path), text);
    }
    expect(typeErrors(into, [join(into, "index.ts")])).toBe("");
  } finally {
    rmSync(into, { recursive: true });
  }
});

test("`deadline` is the time in which a request is stored, or is to be sent again", async () => {
  const { app, texts } = compiled();
  const taking: (() => void)[] = [];
  let isSlow = false;
  const server = await running({
    apps: [(await loadApp(app, texts)) as AppModule],
    wrap: (engine) => ({
      ...engine,
      async accept(request) {
        if (isSlow) await new Promise<void>((resolve) => taking.push(resolve));
        return engine.accept(request);
      },
    }),
  });
  open.push(() => server.close());
  const post = async () => (await server.hook('{"events": []}', "/hooks/shop/webhook")).status;
  expect(await post()).toBe(200);
  isSlow = true;
  const began = performance.now();
  // Answered while the store is still at it.
  expect(await post()).toBe(503);
  expect(performance.now() - began).toBeGreaterThanOrEqual(2_990);
  expect(taking).toHaveLength(1);
  for (const take of taking) take();
});

test("`imlc serve` does what it says of limits, deliveries, events of the platform, and the life of hooks", async () => {
  const service = await openService();
  const inbox = await openInbox();
  open.push(() => inbox.server.close());
  let tries = 0;
  const broken = createServer((request, response) => {
    tries += 1;
    request.resume();
    response.writeHead(500).end();
  });
  const at = await listen(broken);
  open.push(() => broken.close());
  const hosts = [service.host, new URL(inbox.url).host, new URL(at).host].flatMap((host) => ["--allow-host", host]);
  const { url } = await served([...hosts, "--resolve", `https://www.example.com=${service.origin}`]);
  const hook = `${url}/hooks/shop/webhook`;
  const post = (body: string) =>
    fetch(hook, { method: "POST", headers: { "content-type": "application/json" }, body }).then(({ status }) => status);

  const subscribe = async (connection: string, uid: string, target: string): Promise<string> => {
    await admin(url, "PUT", `/apps/shop/connections/${connection}`, { uid });
    const wanted = { connection, target: { url: target } };
    const { status, json } = await admin(url, "POST", "/apps/shop/webhooks/webhook/subscriptions", wanted);
    expect(status).toBe(201);
    return String((json as { id: unknown }).id);
  };
  const ada = await subscribe("ada", "7", `${inbox.url}/ada`);
  await subscribe("ben", "9", at);

  // `server`: a body at its limit and one above, and a request that does not come to its end.
  const bytes = (length: number) => `{"events": [], "x": "${"x".repeat(length - 23)}"}`;
  expect(bytes(2048)).toHaveLength(2048);
  expect([await post(bytes(2048)), await post(bytes(2049))]).toEqual([200, 413]);
  const began = performance.now();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => {}).resume();
  socket.write("POST /hooks/shop/webhook HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n");
  const closed = new Promise<number>((resolve) => socket.once("close", () => resolve(performance.now() - began)));

  // `platformEvent`: kept, counted apart, and nobody's, whatever its uid.
  const events = [
    { user: "7", text: "for ada" },
    { user: "7", text: "a limit", kind: "limit" },
    { user: "9", text: "for ben" },
  ];
  expect(await post(JSON.stringify({ events }))).toBe(200);
  await until(() => inbox.arrivals.has("/ada"), 30_000, "the delivery");
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain('imlc_items_total{app="shop",webhook="webhook",outcome="platform"} 1');

  // `deliver`: one more attempt after a second, and then it is a dead letter.
  const dead = async () => ((await admin(url, "GET", "/dead-letters")).json as { items: readonly unknown[] }).items;
  await until(async () => (await dead()).length === 1, 30_000, "the dead letter");
  expect(tries).toBe(2);
  expect(inbox.arrivals.get("/ada")?.map(({ text }) => text)).toEqual(['{"text":"for ada"}']);

  // `arrival` is two seconds, of which the server looks every second; by default it would be ten.
  const waited = await closed;
  expect(waited).toBeGreaterThanOrEqual(1_900);
  expect(waited).toBeLessThan(9_000);

  // `expires`: hooks are made anew before the service forgets them, and those before go.
  await until(() => service.made() >= 4 && service.hooks.size === 2, 30_000, "the renewal of both hooks");

  // `listing`: what is gone at the service is found, unless a renewal has just brought it back.
  const missing = async () => {
    service.hooks.clear();
    const { status, json } = await admin(url, "POST", "/apps/shop/webhooks/webhook/reconcile", { fix: false });
    expect(status).toBe(200);
    return (json as { connections: readonly { missing: readonly string[] }[] }).connections.flatMap(
      (each) => each.missing,
    );
  };
  await until(async () => (await missing()).includes(ada), 30_000, "a hook that is found to be missing");
});

test("`imlc serve` says that a service signs a URL that it was not given", async () => {
  const signature = { scheme: "square", secrets: ["SHOP_SECRET"] };
  const signed = { ...files, "shop/imlc.json": JSON.stringify({ webhook: { signature } }) };
  const warning = /The service signs the public URL of the webhook webhook of shop.*`--public-url`/;
  const without = await served([], signed);
  await until(() => warning.test(without.printed()), 30_000, "the warning");
  const given = await served(["--public-url", "https://hooks.example.com"], signed);
  await given.end("SIGTERM");
  expect(given.printed()).not.toMatch(warning);
});
