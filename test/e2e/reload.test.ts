import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { admin, type Inbox, openInbox, type Serving, serve, until } from "./server.ts";

const reloads = 20;
const users = ["7", "9", "11"];

const manifest = (version: number): string =>
  JSON.stringify({
    uid: "{{item.user}}",
    iterate: "{{body.items}}",
    output: { n: "{{item.n}}", version },
    respond: { type: "text", body: `version ${version}` },
  });

let server: Serving | undefined;
let inbox: Inbox | undefined;
afterAll(() => {
  server?.child.kill("SIGKILL");
  inbox?.server.close();
});

test(`${reloads} reloads under load: no request fails, every item is delivered in order, an error changes nothing`, async () => {
  inbox = await openInbox();
  const cwd = mkdtempSync(join(tmpdir(), "imlc-reload-"));
  const file = join(cwd, "app/webhook.iml.json");
  mkdirSync(join(cwd, "app"));
  writeFileSync(file, manifest(0));
  server = await serve(["app", "--watch", "--port", "0", "--allow-host", inbox.url.slice("http://".length)], { cwd });
  const { url, printed } = server;
  for (const uid of users) {
    await admin(url, "PUT", `/apps/app/connections/${uid}`, { uid });
    const subscription = { connection: uid, target: { url: `${inbox.url}/${uid}` } };
    expect(await admin(url, "POST", "/apps/app/webhooks/webhook/subscriptions", subscription)).toMatchObject({
      status: 201,
    });
  }

  const send = (body: object): Promise<Response> =>
    fetch(`${url}/hooks/app/webhook`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  let running = true;
  let next = 0;
  let latest = "";
  const failed: unknown[] = [];
  const accepted = new Map<string, number[]>(users.map((uid) => [uid, []]));
  const load = users.map(async (uid) => {
    while (running) {
      const n = next++;
      const answer = await send({ items: [{ user: uid, n }] }).catch((error: unknown) => error);
      if (answer instanceof Response && answer.status === 200) accepted.get(uid)?.push(n);
      else failed.push(answer);
      if (answer instanceof Response) latest = await answer.text();
    }
  });
  await until(() => latest === "version 0", 30_000, "version 0");
  for (let version = 1; version <= reloads; version += 1) {
    if (version % 5 === 0) {
      writeFileSync(file, '{"uid": "{{uper(item.user)}}"}');
      const complaints = (): number => printed().split("what was served before is served on").length;
      const known = complaints();
      await until(() => complaints() > known, 30_000, "the findings");
      // Asked anew: answers of the load may come after later ones.
      expect(await (await send({ items: [] })).text()).toBe(`version ${version - 1}`);
    }
    writeFileSync(file, manifest(version));
    await until(() => latest === `version ${version}`, 30_000, `version ${version}`);
  }
  running = false;
  await Promise.all(load);

  expect(failed).toEqual([]);
  const { arrivals } = inbox;
  const count = (lists: Iterable<readonly unknown[]>): number => [...lists].reduce((sum, list) => sum + list.length, 0);
  await until(() => count(arrivals.values()) >= count(accepted.values()), 60_000, "all deliveries");
  const seen = new Set<number>();
  for (const uid of users) {
    const got = (arrivals.get(`/${uid}`) ?? []).map(({ text }) => JSON.parse(text) as { n: number; version: number });
    expect(got.map(({ n }) => n)).toEqual(accepted.get(uid));
    const versions = got.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    for (const version of versions) seen.add(version);
  }
  expect(seen.size).toBe(reloads + 1);
  expect(printed()).toContain("unknown-function");
  console.info(`${count(accepted.values())} requests over ${reloads} reloads, none failed`);

  const begun = Date.now();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(Date.now() - begun).toBeLessThan(10_000);
});

test("what cannot start does not hang because it watches", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "imlc-reload-"));
  writeFileSync(join(cwd, "webhook.iml.json"), manifest(0));
  const env = { IMLC_COMMON: '{"nobody": {}}' };
  await expect(serve([".", "--watch", "--port", "0"], { cwd, env })).rejects.toThrow(
    /ended with 2:\nimlc: IMLC_COMMON names the app nobody, which is not served\./,
  );
});
