import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { folder } from "../cli/run.ts";
import { admin, listen, openInbox, type Serving, serve, until } from "./server.ts";

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

const webhook = '{"uid": "{{item.user}}"}';

async function serving(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Serving> {
  const server = await serve([".", "--port", "0", ...args], { cwd: folder(files) });
  open.push(() => server.child.kill("SIGKILL"));
  return server;
}

const post = (url: string, body: string) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });

describe("imlc.json of a served folder", () => {
  test("says how large a body may be: at the limit, and one byte above", async () => {
    const { url } = await serving({
      "app/webhook.iml.json": webhook,
      "app/imlc.json": '{"server": {"maxBody": 2048}}',
    });
    const bytes = (length: number) => JSON.stringify({ user: 7, text: "x".repeat(length - 20) });
    expect(bytes(2048)).toHaveLength(2048);
    expect((await post(`${url}/hooks/app/webhook`, bytes(2048))).status).toBe(200);
    expect((await post(`${url}/hooks/app/webhook`, bytes(2049))).status).toBe(413);
  });

  test("says how deliveries are tried again", async () => {
    let tries = 0;
    const target = createServer((_request, response) => {
      tries += 1;
      response.writeHead(500).end();
    });
    const at = await listen(target);
    open.push(() => target.close());
    const files = { "app/webhook.iml.json": webhook, "app/imlc.json": '{"deliver": {"schedule": [1]}}' };
    const { url } = await serving(files, "--allow-host", at.slice("http://".length));
    await admin(url, "PUT", "/apps/app/connections/ada", { uid: "7" });
    const subscription = { connection: "ada", target: { url: at } };
    expect(await admin(url, "POST", "/apps/app/webhooks/webhook/subscriptions", subscription)).toMatchObject({
      status: 201,
    });
    await post(`${url}/hooks/app/webhook`, '{"user": "7"}');
    const dead = async (): Promise<number> => {
      const { json } = await admin(url, "GET", "/dead-letters");
      return (json as { readonly items: readonly unknown[] }).items.length;
    };
    await until(async () => (await dead()) === 1, 30_000, "the dead letter");
    expect(tries).toBe(2);
  });

  test("says where else a user may be sent after an authorization", async () => {
    const { url } = await serving({
      "app/webhook.iml.json": webhook,
      "app/connection.iml.json": `{
        "authorize": {"url": "https://a.example/login"},
        "token": {"url": "https://a.example/token", "response": {"data": {"token": "{{body.token}}"}}},
        "info": {"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}
      }`,
      "app/imlc.json": '{"server": {"redirects": ["https://app.example"]}}',
    });
    const begin = (redirect: string) => admin(url, "POST", "/apps/app/connections/ada/authorize", { redirect });
    expect((await begin("https://app.example/done")).status).toBe(200);
    expect((await begin("https://evil.example/done")).status).toBe(422);
  });

  test("of two folders that agree holds for both; that contradict each other is refused", async () => {
    const two = (first: object, second: object) => ({
      "a/webhook.iml.json": webhook,
      "a/imlc.json": JSON.stringify({ deliver: first }),
      "b/webhook.iml.json": webhook,
      "b/imlc.json": JSON.stringify({ deliver: second }),
    });
    await serving(two({ timeout: 20, schedule: [1, 2] }, { schedule: [1, 2] }));
    await expect(serving(two({ schedule: [1, 2] }, { schedule: [2, 1] }))).rejects.toThrow(
      /ended with 2:\nimlc: `deliver\.schedule` in `imlc\.json` is set differently by the apps a and b, /,
    );
  });
});

describe("the environment", () => {
  const failing = (env: Readonly<Record<string, string>>) =>
    serve([".", "--port", "0"], { cwd: folder({ "app/webhook.iml.json": webhook }), env });

  test.each(["{", "[]", '{"app": 1}'])(
    "IMLC_COMMON that is no JSON of that shape is refused, unquoted: %s",
    async (text) => {
      const refused = failing({ IMLC_COMMON: text });
      await expect(refused).rejects.toThrow(/ended with 2:\nimlc: IMLC_COMMON takes JSON: an object for each app/);
    },
  );

  test("a proxy that cannot be used is refused", async () => {
    await expect(failing({ HTTPS_PROXY: "socks5://127.0.0.1:1" })).rejects.toThrow(
      /ended with 2:\nimlc: The variable HTTPS_PROXY must name a proxy/,
    );
  });

  test("deliveries go by the proxy that it names", async () => {
    const inbox = await openInbox();
    open.push(() => inbox.server.close());
    const asked: string[] = [];
    const proxy = createServer().on("connect", (request, socket: Socket) => {
      asked.push(request.url ?? "");
      const { port } = new URL(inbox.url);
      const target = connect(Number(port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      for (const end of [socket, target]) end.on("error", () => end.destroy());
    });
    const HTTP_PROXY = await listen(proxy);
    open.push(() => proxy.close());
    const cwd = folder({ "app/webhook.iml.json": webhook });
    const server = await serve([".", "--port", "0"], { cwd, env: { HTTP_PROXY } });
    open.push(() => server.child.kill("SIGKILL"));
    const { url } = server;
    await admin(url, "PUT", "/apps/app/connections/ada", { uid: "7" });
    // An address that is public, so that it passes the guard; only the proxy could reach it.
    const subscription = { connection: "ada", target: { url: "http://93.184.215.14/ada" } };
    await admin(url, "POST", "/apps/app/webhooks/webhook/subscriptions", subscription);
    await post(`${url}/hooks/app/webhook`, '{"user": "7"}');
    await until(() => (inbox.arrivals.get("/ada") ?? []).length === 1, 30_000, "the delivery");
    expect(asked).toEqual(["93.184.215.14:80"]);
  });
});

test("the metrics say what each of them means, and count lanes", async () => {
  const { url } = await serving({ "app/webhook.iml.json": webhook });
  await post(`${url}/hooks/app/webhook`, '{"user": "7"}');
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.trimEnd().split("\n");
  expect(lines).toContain('imlc_items_total{app="app",webhook="webhook",outcome="unowned"} 1');
  for (const state of ["running", "waiting", "sleeping"]) expect(lines).toContain(`imlc_lanes_${state} 0`);
  for (const line of lines) {
    if (!line.startsWith("#"))
      expect(line).toMatch(/^imlc_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? \d+(\.\d+)?$/);
  }
  const named = (keyword: string) => lines.flatMap((line) => new RegExp(`^# ${keyword} (\\S+)`).exec(line)?.[1] ?? []);
  const sampled = new Set(
    lines.flatMap((line) => /^(imlc_[a-z_]+)/.exec(line)?.[1]?.replace(/(_seconds)_(?:bucket|sum|count)$/, "$1") ?? []),
  );
  expect(lines).toContain("# TYPE imlc_request_seconds histogram");
  expect(named("HELP")).toEqual([...sampled]);
  expect(named("TYPE")).toEqual([...sampled]);
});
