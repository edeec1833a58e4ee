import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesOnDisk } from "../../cli/files.ts";
import type { Io } from "../../cli/io.ts";
import { tail } from "../../cli/tail.ts";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { newSecretKey, type RunningServer, startServer } from "../../runtime/node.ts";
import type { Why } from "../../runtime/why/why.ts";
import { admin, adminToken, until } from "../e2e/server.ts";
import { freePort } from "../free-port.ts";
import { event, events, manifest } from "../why/shop.ts";
import { folder, run } from "./run.ts";

const config = { webhook: { signature: { scheme: "standard-webhooks", secrets: ["OLD", "SECRET"] } } };
const secret = `whsec_${Buffer.from("a key of twenty-four byte").toString("base64")}`;
const env = { IMLC_ADMIN_TOKEN: adminToken, SECRET: secret };
const cwd = folder({
  "shop/webhook.iml.json": JSON.stringify(manifest, null, 2),
  "shop/imlc.json": JSON.stringify(config),
  "events.json": JSON.stringify(events),
  "unreadable.json": JSON.stringify({ rawBody: "{", headers: { "content-type": "application/json" } }),
  "handshake.http":
    'POST /anything HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"type": "hello", "challenge": "c1"}',
  "nothing.http": "hello\n",
});

const got: unknown[] = [];
let server: RunningServer;

/** The apps of the folder, as `serve` compiles them. */
async function served(): Promise<readonly AppModule[]> {
  const files = filesOnDisk(cwd);
  const { apps, texts } = analyzeProject(findProject(files, ["."]), files);
  return Promise.all(apps.map(async (app) => (await loadApp(app, texts)) as AppModule));
}

/** Where the server is that all tests ask, also once it has been started again. */
const port = await freePort();

async function start(): Promise<RunningServer> {
  return startServer({
    apps: await served(),
    store: `sqlite:${join(cwd, "store.db")}`,
    port,
    adminToken,
    secretKey,
    environment: (name) => (name === "SECRET" ? secret : undefined),
    functions: { notify: (bundle) => void got.push(bundle) },
    // Nobody who follows its events holds it open: else a test would take longer than it may.
    limits: { drain: 600_000 },
    log: () => undefined,
  });
}
const secretKey = newSecretKey();

beforeAll(async () => {
  server = await start();
  await admin(server.url, "PUT", "/apps/shop/connections/ada", { uid: 7 });
  const subscription = { connection: "ada", target: { function: "notify" } };
  await admin(server.url, "POST", "/apps/shop/webhooks/webhook/subscriptions", subscription);
});
afterAll(() => server.close());

const imlc = (...args: readonly string[]) => run([...args, "--url", server.url], { cwd, env });

/** The last request that the server keeps. */
async function lastRequest(): Promise<string> {
  const { json } = await admin(server.url, "GET", "/requests?limit=1");
  return (json as { readonly items: readonly { readonly id: string }[] }).items[0]?.id ?? "";
}

test("send signs, prints the answer, and tells by its exit code whether it was good", async () => {
  expect(await imlc("send", "events.json")).toEqual({
    code: 0,
    out: expect.stringMatching(/^200 in \d+ ms\n\nAccepted\n$/),
    err: "",
  });
  await until(() => got.length === 1, 30_000, "the event is delivered");
  expect(got).toEqual([{ text: "one" }]);
  const answer = await imlc("send", "handshake.http", "--format", "json");
  expect([answer.code, JSON.parse(answer.out)]).toMatchObject([0, { status: 200, body: '{"challenge":"c1"}' }]);
  expect(await imlc("send", "unreadable.json")).toMatchObject({ code: 1, out: expect.stringMatching(/^400 in/) });
  const other = `whsec_${Buffer.from("other key of 24 bytes ok!").toString("base64")}`;
  const refused = await run(["send", "events.json", "--url", server.url], { cwd, env: { ...env, SECRET: other } });
  expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/^401 in/) });
});

test.each([
  [["events.json", "--webhook", "shop/other"], "there is no webhook shop/other; there are: shop/webhook."],
  [["nothing.http"], "nothing.http does not begin with a line such as `POST /path HTTP/1.1`."],
  [["none.json"], "there is no file none.json."],
])("send %j is a misuse that says what to do", async (args, said) => {
  expect(await imlc("send", ...args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(said) });
});

test("send without the secret, or without a server, sends nothing and says why", async () => {
  const blind = await run(["send", "events.json", "--url", server.url], { cwd });
  expect([blind.code, blind.err]).toEqual([
    2,
    expect.stringContaining("set the environment variable `OLD` or `SECRET`"),
  ]);
  const silent = await run(["send", "events.json", "--url", "http://127.0.0.1:1"], { cwd, env });
  expect([silent.code, silent.err]).toEqual([2, expect.stringContaining("no server answers at http://127.0.0.1:1")]);
});

test("why shows the line of the manifest that decided, and what to do", async () => {
  writeFileSync(join(cwd, "stranger.json"), JSON.stringify({ ...events, events: [{ user: { id: "07" } }] }));
  await imlc("send", "stranger.json");
  const id = await lastRequest();
  const { code, out } = await imlc("why", id);
  expect(code).toBe(0);
  expect(out).toContain(`request ${id}: taken, answered 200\n`);
  expect(out).toContain("item 1, uid 07: nobody's\n");
  expect(out).toContain("match  No connection of the app `shop` has the uid `07`; the nearest is `7`");
  expect(out).toMatch(/at webhook\.iml\.json:12:10\n.*\n.*> 12 \| {3}"uid": "\{\{item\.user\.id\}\}",\n.*\^{18}\n/);
  expect(out).toContain("what to do: Uids are compared exactly");
  for (const other of [`${id}-1`, id]) {
    const story = JSON.parse((await imlc("why", other, "--format", "json")).out) as Why;
    expect([story.request.id, story.items[0]?.outcome]).toEqual([id, "unowned"]);
  }
  expect(await imlc("why", "none")).toMatchObject({
    code: 2,
    err: expect.stringContaining("There is no request none."),
  });
});

test("replay takes the items of a request, or of what came of it, once more", async () => {
  await imlc("send", "events.json");
  const id = await lastRequest();
  const before = got.length;
  expect(await imlc("replay", id)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Replayed as the request \S+: 1 owned\.\n$/),
  });
  const again = JSON.parse((await imlc("replay", `${id}-1`, "--format", "json")).out);
  expect(again.items).toMatchObject({ owned: 1 });
  await until(() => got.length >= before + 2, 30_000, "both are delivered");
  expect(await imlc("replay", "none", "--from-dead")).toMatchObject({
    code: 2,
    err: expect.stringContaining("dead letter none"),
  });
});

/** `imlc tail` as somebody has it before them. */
function following(options: object = {}) {
  let out = "";
  let err = "";
  let pressed: (key: string) => void = () => undefined;
  const stop = Promise.withResolvers<void>();
  const io: Io = {
    cwd,
    env,
    color: false,
    isTerminal: true,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: () => Promise.resolve(""),
    interrupted: () => stop.promise,
    keys: (tell) => {
      pressed = tell;
      return () => undefined;
    },
  };
  const ended = tail({ url: server.url, store: "sqlite:store.db", format: "pretty", ...options }, io);
  return { out: () => out, err: () => err, press: (key: string) => pressed(key), stop: stop.resolve, ended };
}

/**
 * Sends events until the tail has told what is looked for. When it begins to listen cannot be seen from here: it may
 * be in the middle of an event, so that only the end of that one is told.
 */
async function heard({ out }: { readonly out: () => string }, told: RegExp): Promise<void> {
  await until(
    async () => {
      await imlc("send", "events.json");
      return told.test(out());
    },
    30_000,
    `${told} is told`,
  );
}

test("tail tells what happens, replays and explains by a key, and ends by one", async () => {
  const screen = following();
  await heard(screen, /received.*owned.*delivered/s);
  expect(screen.out()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} received {3}shop\/webhook, answered 200, \S+$/m);
  expect(screen.out()).toMatch(/owned {6}shop\/webhook, uid 7, \S+-1$/m);
  await until(
    () => {
      // The last event may be of an item that is still on its way.
      screen.press("w");
      return screen.err().includes("item 1, uid 7: delivered");
    },
    30_000,
    "the story is told",
  );
  screen.press("r");
  await until(() => screen.err().includes("Replayed as the request"), 30_000, "it is replayed");
  for (const key of ["f", "n", "o", "n", "e", "\r"]) screen.press(key);
  expect(screen.err()).toContain('Only lines with "none" are shown.');
  screen.press("q");
  expect(await screen.ended).toBe(0);
});

test("tail tells only what is asked for, a line of JSON for each, and finds a server again", async () => {
  const screen = following({ format: "json", state: "owned,refused", uid: "7" });
  await heard(screen, /"owned"/);
  const told = screen
    .out()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(new Set(told.map(({ state, uid }) => `${state} ${uid}`))).toEqual(new Set(["owned 7"]));
  await server.close();
  await until(() => screen.err().includes("has ended; waiting for it."), 30_000, "its end is told");
  const before = screen.out().length;
  server = await start();
  await until(
    async () => {
      await imlc("send", "events.json");
      return screen.out().length > before;
    },
    30_000,
    "it is followed again",
  );
  screen.stop();
  expect(await screen.ended).toBe(0);
});

test("tail says what it cannot follow", async () => {
  const misuse = (options: object) => following(options).ended.then(String, (error: Error) => error.message);
  expect(await misuse({ state: "delivred" })).toContain("There is no state `delivred`. Did you mean `delivered`?");
  expect(await misuse({ url: "http://127.0.0.1:1" })).toContain("no server answers at http://127.0.0.1:1");
});

test("the stream of events needs the token, and nothing that was sent is in it but uids", async () => {
  expect((await fetch(`${server.url}/admin/events`)).status).toBe(401);
  const screen = following({ format: "json" });
  writeFileSync(join(cwd, "canary.json"), JSON.stringify({ ...events, events: [{ ...event, text: "canary" }] }));
  await until(
    async () => {
      await imlc("send", "canary.json");
      return screen.out().includes("delivered");
    },
    30_000,
    "it is delivered",
  );
  expect(screen.out()).not.toContain("canary");
  screen.stop();
  await screen.ended;
});
