import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import type { Engine } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { newSecretKey, type RunningServer, startServer } from "../../runtime/node.ts";
import { folder, run } from "./run.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function store(cwd: string, requests: number): Promise<Engine> {
  const engine = await openSqlite({ file: join(cwd, "store.db") });
  closing.push(() => engine.close());
  for (let n = 0; n < requests; n += 1) await accept(engine, n);
  return engine;
}

function accept(engine: Engine, n: number): Promise<unknown> {
  return engine.accept({
    id: `request ${n}`,
    app: "chat",
    webhook: "events",
    receivedAt: n,
    method: "POST",
    url: "/",
    headers: {},
    body: new Uint8Array(50_000),
    items: [],
    dedupeWindow: 0,
  });
}

const args = ["backup", "--store", "sqlite:store.db", "--out", "copy.db"];

async function requestsIn(file: string): Promise<number> {
  const engine = await openSqlite({ file });
  const { requests } = await engine.counts();
  await engine.close();
  return requests;
}

test("a store that nobody uses is copied, checked, and can be served from the copy", async () => {
  const cwd = folder({});
  await (await store(cwd, 20)).close();
  const { code, out, err } = await run(args, { cwd });
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/store\.db is copied to .*copy\.db, \d+\.\d MB, and the copy is whole\./);
  expect((statSync(join(cwd, "copy.db")).mode & 0o777).toString(8)).toBe("600");
  expect(await requestsIn(join(cwd, "copy.db"))).toBe(20);
});

test("a store that a server has open is copied by that server, which goes on meanwhile", async () => {
  const cwd = folder({});
  await (await store(cwd, 200)).close();
  const server: RunningServer = await startServer({
    apps: [],
    store: `sqlite:${join(cwd, "store.db")}`,
    port: 0,
    adminToken: "token",
    secretKey: newSecretKey(),
    log: () => undefined,
  });
  closing.push(() => server.close());
  const env = { IMLC_ADMIN_TOKEN: "token", PORT: "1" };
  expect((await run(args, { cwd, env })).err).toContain("a server has the store open, and no server answers at");
  const { code, err } = await run([...args, "--url", server.url], { cwd, env });
  expect([code, err]).toEqual([0, ""]);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect(await requestsIn(join(cwd, "copy.db"))).toBe(200);
  const again = await run([...args, "--url", server.url], { cwd, env });
  expect([again.code, again.err]).toEqual([2, expect.stringContaining("There is already something at")]);
  const stranger = await run([...args, "--url", server.url], { cwd, env: { IMLC_ADMIN_TOKEN: "wrong" } });
  expect(stranger.code).toBe(2);
});

test("what is no file is no store, though SQLite opens it", async () => {
  const cwd = folder({});
  const { code, err } = await run(["backup", "--store", "sqlite:/dev/null", "--out", "copy.db"], { cwd });
  expect([code, err]).toEqual([2, "imlc: /dev/null is no file, and so no store; write sqlite:FILE.\n"]);
  expect(existsSync(join(cwd, "copy.db"))).toBe(false);
});

test("what is accepted during a copy is accepted, and the copy is of one instant", async () => {
  const cwd = folder({});
  const engine = await openSqlite({ file: join(cwd, "store.db") });
  closing.push(() => engine.close());
  for (let n = 0; n < 300; n += 1) await accept(engine, n);
  let going = true;
  const copied = engine.copy(join(cwd, "copy.db")).finally(() => {
    going = false;
  });
  let n = 300;
  for (; going; n += 1) await accept(engine, n);
  await copied;
  expect((await engine.counts()).requests).toBe(n);
  const copy = new DatabaseSync(join(cwd, "copy.db"));
  const counted = copy.prepare("SELECT count(*) AS n, max(seq) AS last FROM request").get();
  const tally = copy.prepare("SELECT value FROM tally WHERE name = 'requests'").get();
  copy.close();
  expect(counted).toEqual({ n: tally?.value, last: tally?.value });
  expect(Number(tally?.value)).toBeGreaterThanOrEqual(300);
});

test("refusals say what to do, and leave nothing behind", async () => {
  const cwd = folder({});
  expect(await run(args, { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("there is no store") });
  await (await store(cwd, 1)).close();
  const nowhere = await run(["backup", "--store", "sqlite:store.db", "--out", "no/such/folder/copy.db"], { cwd });
  expect(nowhere.code).toBe(2);
  writeFileSync(join(cwd, "copy.db"), "mine");
  expect(await run(args, { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("already something at") });
  expect(readFileSync(join(cwd, "copy.db"), "utf8")).toBe("mine");
  expect((await run(["backup", "--store", "sqlite:store.db"], { cwd })).err).toContain("`--out FILE` is needed");
});

test("a copy of a damaged store is not called whole", async () => {
  const cwd = folder({});
  await (await store(cwd, 30)).close();
  const file = join(cwd, "store.db");
  const bytes = readFileSync(file);
  for (let page = 12; page < bytes.length / 4096; page += 1) bytes.fill(0x5a, page * 4096, page * 4096 + 12);
  writeFileSync(file, bytes);
  const { code, err } = await run(args, { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining("is damaged")]);
  expect(existsSync(file)).toBe(true);
});
