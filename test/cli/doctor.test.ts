import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { examineNode } from "../../cli/doctor/node.ts";
import { examineZones } from "../../cli/doctor/zones.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { folder, run } from "./run.ts";

const app = { "my-app/webhook.iml.json": '{"uid": "{{item.id}}"}' };
const key = Buffer.alloc(32, 7).toString("base64");

interface Examined {
  readonly subject: string;
  readonly status: string;
  readonly message: string;
  readonly advice?: string;
}

async function examine(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { code, out, err } = await run(["doctor", "--port", "0", "--format", "json", ...args], { cwd, env });
  expect(err).toBe("");
  const { schemaVersion, examined } = JSON.parse(out) as { schemaVersion: number; examined: Examined[] };
  expect(schemaVersion).toBe(1);
  const by = (subject: string) => examined.filter((each) => each.subject === subject);
  return { code, out, examined, by };
}

test("where all is well, everything is looked at, nothing is left behind, and it exits 0", async () => {
  const cwd = folder({ ...app, "my-app/imlc.json": "{}" });
  const { code, examined, by } = await examine(cwd);
  expect(code).toBe(0);
  expect(examined.map(({ subject }) => subject)).toEqual([
    "Node.js",
    "App",
    "Configuration",
    "Store",
    "IMLC_ADMIN_TOKEN",
    "IMLC_SECRET_KEY",
    "Port",
    "Clock",
    "Time zones",
  ]);
  expect(examined.filter(({ subject, status }) => status !== "ok" && subject !== "Time zones")).toEqual([]);
  expect(by("App")[0]?.message).toBe("my-app (my-app) has no errors.");
  expect(readdirSync(cwd)).toEqual(["my-app"]);
});

test("for people there is a line for each, and one more for what to do", async () => {
  const { code, out } = await run(["doctor", "nowhere", "--port", "0"], { cwd: folder(app) });
  expect(code).toBe(1);
  expect(out).toMatch(/^ok +Node\.js +This is Node\.js /m);
  expect(out).toMatch(/^error +Apps +There is no file or folder nowhere\.\n +Name a folder with apps in it\.$/m);
  expect((await run(["doctor", "--port", "0"], { cwd: folder(app), color: true })).out).toContain("\u001b[32mok");
});

test.each([
  ["24.1.0", "ok"],
  ["22.18.0", "ok"],
  ["22.17.9", "error"],
  ["20.19.5", "error"],
])("Node.js %s: %s", (version, status) => {
  expect(examineNode(version)).toMatchObject({ status });
});

test("errors of apps and of `imlc.json` are counted, and where they are shown is said", async () => {
  const files = {
    "my-app/webhook.iml.json": '{"uid": "{{uper(item.id)}}"}',
    "my-app/imlc.json": '{"webhok": {}}',
    "other/webhook.iml.json": '{"uid": "{{item.id}}"}',
  };
  const { code, by } = await examine(folder(files));
  expect(code).toBe(1);
  const advice = (path: string) => `\`imlc check ${path}\` shows them.`;
  expect(by("App")).toEqual([
    { subject: "App", status: "error", message: "my-app (my-app) has 2 errors.", advice: advice("my-app") },
    { subject: "App", status: "ok", message: "other (other) has no errors." },
  ]);
  expect(by("Configuration")[0]).toMatchObject({ status: "error", message: "my-app/imlc.json has 1 error." });
});

test("a folder without apps is an error", async () => {
  const { code, by } = await examine(folder({ "notes.txt": "" }));
  expect([code, by("Apps")[0]?.message]).toEqual([1, "There is no app under .."]);
});

test("a store that is there is opened, and stays as it is", async () => {
  const cwd = folder(app);
  const args = ["--store", "sqlite:store.db"];
  const db = new DatabaseSync(join(cwd, "store.db"));
  db.exec("CREATE TABLE other (id)");
  db.close();
  expect((await examine(cwd, args, { IMLC_SECRET_KEY: key })).by("Store")[0]).toMatchObject({
    status: "error",
    message: expect.stringContaining("a database of another program"),
  });
  writeFileSync(join(cwd, "store.db"), "no database, but long enough to look like one ".repeat(100));
  expect((await examine(cwd, args)).by("Store")[0]).toMatchObject({ status: "error" });
});

test("a store is looked through to its last page, and not changed", async () => {
  const cwd = folder(app);
  const file = join(cwd, "store.db");
  const args = ["--store", "sqlite:store.db"];
  const look = async () => (await examine(cwd, args, { IMLC_SECRET_KEY: key })).by("Store")[0];
  const db = new DatabaseSync(file);
  db.exec(readFileSync(new URL("../engine/version-1.sql", import.meta.url), "utf8"));
  db.close();
  const before = readFileSync(file);
  expect(await look()).toMatchObject({ status: "ok", message: expect.stringContaining("its tables are of version 1") });
  expect(readFileSync(file)).toEqual(before);
  await (await openSqlite({ file })).close();
  expect(await look()).toMatchObject({ status: "ok", message: expect.stringContaining("is whole, and can be read") });
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, bytes.length - 4096));
  expect(await look()).toMatchObject({ status: "error", message: expect.stringContaining("is damaged") });
});

test("a store that is in use is a warning", async () => {
  const cwd = folder(app);
  const db = new DatabaseSync(join(cwd, "store.db"));
  db.exec("BEGIN EXCLUSIVE");
  const { by } = await examine(cwd, ["--store", "sqlite:store.db"], { IMLC_SECRET_KEY: key });
  expect(by("Store")[0]).toMatchObject({ status: "warning", message: expect.stringContaining("in use") });
  db.close();
});

test("a store without the key that it was sealed with is an error", async () => {
  const cwd = folder({ ...app, ".imlc/store.db": "" });
  const alone = await examine(cwd);
  expect(alone.code).toBe(1);
  expect(alone.by("IMLC_SECRET_KEY")[0]).toMatchObject({
    status: "error",
    message: expect.stringContaining("neither"),
  });
  writeFileSync(join(cwd, ".imlc/secret-key"), `${key}\n`, { mode: 0o600 });
  expect((await examine(cwd)).by("IMLC_SECRET_KEY")[0]).toMatchObject({ status: "ok" });
  chmodSync(join(cwd, ".imlc/secret-key"), 0o644);
  expect((await examine(cwd)).by("IMLC_SECRET_KEY")[0]).toMatchObject({
    status: "warning",
    advice: expect.stringContaining("chmod 600"),
  });
});

test("settings that no app reads are a warning", async () => {
  const { code, by } = await examine(folder({ ...app, "imlc.json": "{}" }));
  expect([code, by("Configuration")]).toEqual([
    0,
    [
      {
        subject: "Configuration",
        status: "warning",
        message: "There is no app in the folder of imlc.json, so nobody reads it.",
        advice: "Move it into the folder of an app.",
      },
    ],
  ]);
});

test("a store that was sealed with another key is an error, before it is served, too", async () => {
  const cwd = folder(app);
  const other = Buffer.alloc(32, 8).toString("base64");
  const engine = await openSqlite({ file: join(cwd, "store.db") });
  const secret = await (await createSecrets(other)).seal("{}");
  await engine.putConnection({ app: "chat", id: "ada", secret, createdAt: 0, updatedAt: 0 });
  await engine.close();
  const store = ["--store", "sqlite:store.db"];
  const look = async (keys: string) => (await examine(cwd, store, { IMLC_SECRET_KEY: keys })).by("IMLC_SECRET_KEY")[0];
  const problem = /^A stored secret cannot be opened: it was sealed with the key [0-9a-f]{8}, and the key at hand is/;
  expect(await look(key)).toMatchObject({
    status: "error",
    message: expect.stringMatching(problem),
    advice: expect.stringContaining("NEW,OLD"),
  });
  expect(await look(`${key},${other}`)).toMatchObject({ status: "ok" });
  const serving = await run(["serve", "my-app", "--port", "0", ...store], { cwd, env: { IMLC_SECRET_KEY: key } });
  expect(serving).toMatchObject({ code: 2, out: "" });
  expect(serving.err).toMatch(/ cannot be opened: .*`NEW,OLD`.* The key is that of IMLC_SECRET_KEY\.\n$/s);
  expect((await run(["serve", "my-app", "--port", "0", ...store], { cwd })).err).toMatch(
    /The key is that of .*secret-key; IMLC_SECRET_KEY goes before it\.\n$/,
  );
});

test.each([
  [{ IMLC_SECRET_KEY: key }, "IMLC_SECRET_KEY", "ok"],
  [{ IMLC_SECRET_KEY: "ab".repeat(32) }, "IMLC_SECRET_KEY", "ok"],
  [{ IMLC_SECRET_KEY: "shortish-secret" }, "IMLC_SECRET_KEY", "error"],
  [{ IMLC_ADMIN_TOKEN: "sixteen-letters!" }, "IMLC_ADMIN_TOKEN", "ok"],
  [{ IMLC_ADMIN_TOKEN: "fifteen-letters" }, "IMLC_ADMIN_TOKEN", "warning"],
  [{ IMLC_ADMIN_TOKEN: "sixteen letters and more" }, "IMLC_ADMIN_TOKEN", "warning"],
])("%j: %s is %s, and its value is not shown", async (env, subject, status) => {
  const { by, out } = await examine(folder(app), [], env);
  expect(by(subject)[0]).toMatchObject({ status });
  for (const value of Object.values(env)) expect(out).not.toContain(value);
});

test("a port that is taken is a warning, an address that is not ours an error", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const taken = await examine(folder(app), ["--port", port]);
  expect([taken.code, taken.by("Port")[0]?.status]).toEqual([0, "warning"]);
  expect((await examine(folder(app), [], { PORT: port })).by("Port")[0]?.status).toBe("ok");
  server.close();
  const foreign = await examine(folder(app), ["--host", "192.0.2.1"]);
  expect([foreign.code, foreign.by("Port")[0]?.status]).toEqual([1, "error"]);
});

test("a wrong port or store is a misuse", async () => {
  expect(await run(["doctor", "--port", "70000"], { cwd: folder(app) })).toMatchObject({ code: 2, out: "" });
  expect(await run(["doctor", "--store", "redis:x"], { cwd: folder(app) })).toMatchObject({ code: 2, out: "" });
  expect(await run(["doctor"], { cwd: folder(app), env: { PORT: "many" } })).toMatchObject({ code: 2, out: "" });
});

test.each([
  ["2026f", "2026c", "ok"],
  ["2026c", "2026c", "ok"],
  ["2026b", "2026c", "warning"],
  ["2025f", "2026a", "warning"],
])("time-zone data of %s, and %s in Node.js: %s", (imlc, node, status) => {
  expect(examineZones(imlc, node)).toMatchObject({ status });
});

test("the versions of time-zone data are known", async () => {
  const { by } = await examine(folder(app));
  expect(by("Time zones")[0]?.message).toMatch(/^imlc has the data of 20\d\d[a-z], Node\.js those of 20\d\d[a-z]\.$/);
});

test("the clock is compared where the store is", async () => {
  const cwd = folder(app);
  mkdirSync(join(cwd, ".imlc"));
  const { by } = await examine(cwd);
  expect(by("Clock")[0]).toMatchObject({ status: "ok", message: expect.stringContaining(join(cwd, ".imlc")) });
  expect(existsSync(join(cwd, ".imlc"))).toBe(true);
  expect(readdirSync(join(cwd, ".imlc"))).toEqual([]);
});

test("a manifest that is no UTF-8 text is an error", async () => {
  const cwd = folder(app);
  writeFileSync(
    join(cwd, "my-app/webhook.iml.json"),
    Buffer.from('{"uid": "{{item.id}}", "output": "café"}', "latin1"),
  );
  const { code, by } = await examine(cwd);
  expect(code).toBe(1);
  expect(by("Apps")).toEqual([
    { subject: "Apps", status: "error", message: "my-app/webhook.iml.json is no UTF-8 text: save it as UTF-8." },
  ]);
});

test("each file that is no UTF-8 text is told, and the rest is looked at", async () => {
  const cwd = folder({
    ...app,
    "my-app/imlc.json": "{}",
    "other/webhook.iml.json": '{"uid": "{{uper(item.id)}}"}',
    "third/webhook.iml.json": '{"uid": "{{item.id}}"}',
  });
  const latin = (text: string) => Buffer.from(text, "latin1");
  writeFileSync(join(cwd, "my-app/webhook.iml.json"), latin('{"uid": "{{item.größe}}"}'));
  writeFileSync(join(cwd, "my-app/imlc.json"), latin('{ /* für alle */ "webhook": "no object" }'));
  writeFileSync(join(cwd, "other/attach.iml.json"), latin('{"url": "https://example.com/ä"}'));
  const { code, by } = await examine(cwd);
  expect(code).toBe(1);
  expect(by("Apps").map(({ status, message }) => [status, message])).toEqual(
    ["my-app/imlc.json", "my-app/webhook.iml.json", "other/attach.iml.json"].map((path) => [
      "error",
      `${path} is no UTF-8 text: save it as UTF-8.`,
    ]),
  );
  expect(by("App").map(({ message }) => message)).toEqual([
    "other (other) has 1 error.",
    "third (third) has no errors.",
  ]);
  expect(by("Configuration")).toEqual([]);
});

test("a signature whose secret is missing is an error, and nothing of one that is set is shown", async () => {
  const signature = { scheme: "standard-webhooks", secrets: ["SHOP_SECRET", "SHOP_OLD_SECRET"] };
  const cwd = folder({ ...app, "my-app/imlc.json": JSON.stringify({ webhook: { signature } }) });
  const unset = await examine(cwd);
  expect(unset.code).toBe(1);
  expect(unset.by("Signature")).toEqual([
    {
      subject: "Signature",
      status: "error",
      message: "Signatures of the webhook webhook of my-app cannot be checked, so `imlc serve` does not start.",
      advice: "Set the environment variable `SHOP_SECRET` or `SHOP_OLD_SECRET` to the secret of the service.",
    },
  ]);
  const wrong = await examine(cwd, [], { SHOP_SECRET: "canary!" });
  expect(wrong.by("Signature")).toMatchObject([{ status: "error", advice: expect.stringContaining("`SHOP_SECRET`") }]);
  const set = await examine(cwd, [], { SHOP_OLD_SECRET: "whsec_Y2FuYXJ5" });
  expect([set.code, set.by("Signature")]).toMatchObject([0, [{ status: "ok" }]]);
  expect(JSON.stringify([wrong.out, set.out])).not.toMatch(/canary|Y2FuYXJ5/);
});

test.each([
  ["hubspot-v3", [], ["ok", "warning"]],
  ["square", [], ["ok", "warning"]],
  ["square", ["--public-url", "https://hooks.example.com"], ["ok"]],
  ["github", [], ["ok"]],
])("a public URL that %s signs is asked for: %j", async (scheme, args, statuses) => {
  const signature = { scheme, secrets: ["SHOP_SECRET"] };
  const cwd = folder({ ...app, "my-app/imlc.json": JSON.stringify({ webhook: { signature } }) });
  const { code, by } = await examine(cwd, args, { SHOP_SECRET: "s" });
  expect(code).toBe(0);
  expect(by("Signature").map(({ status }) => status)).toEqual(statuses);
  if (statuses.length > 1) {
    expect(by("Signature")[1]).toMatchObject({
      message: expect.stringContaining("the webhook webhook of my-app"),
      advice: expect.stringContaining("`--public-url`"),
    });
  }
});

test("subscriptions that have failed or are disabled are told by webhook, with what to do", async () => {
  const cwd = folder(app);
  const file = join(cwd, "store.db");
  const within = async (work: (engine: Awaited<ReturnType<typeof openSqlite>>) => Promise<unknown>) => {
    const engine = await openSqlite({ file });
    await work(engine);
    await engine.close();
    return (await examine(cwd, ["--store", `sqlite:${file}`], { IMLC_SECRET_KEY: key })).by("Subscriptions");
  };
  const make = async (
    engine: Awaited<ReturnType<typeof openSqlite>>,
    [id, webhook, state]: readonly [string, string, "attached" | "attach-failed" | "detach-failed"],
  ) => {
    const rest = { connection: "ada", parameters: "{}", createdAt: 0, lateMatch: false };
    await engine.createSubscription({
      id,
      app: "chat",
      webhook,
      target: { kind: "function", name: "notify" },
      ...rest,
    });
    await engine.moveSubscription(id, ["attaching"], { state, at: 0 });
  };
  const connection = { app: "chat", id: "ada", uid: "7", secret: "sealed", createdAt: 0, updatedAt: 0 };
  expect(await within((engine) => engine.putConnection(connection))).toEqual([]);
  expect(await within((engine) => make(engine, ["a", "events", "attached"]))).toEqual([
    { subject: "Subscriptions", status: "ok", message: "1 subscription: none has failed or is disabled." },
  ]);
  const found = await within(async (engine) => {
    for (const id of ["b", "c"]) await make(engine, [id, "events", "attach-failed"]);
    await make(engine, ["d", "events", "detach-failed"]);
    await make(engine, ["e", "other", "attached"]);
    await engine.patchSubscription("e", { disabled: "By hand." });
  });
  expect(found).toMatchObject([
    { status: "warning", message: "Of chat/events: 2 attach-failed, 1 detach-failed." },
    {
      status: "warning",
      message: "Of chat/other: 1 disabled.",
      advice: expect.stringContaining('{"disabled": false}'),
    },
  ]);
  expect(found[0]?.advice).toContain("`imlc reconcile chat/events`");
});
