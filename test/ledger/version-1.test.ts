import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { encodeValue } from "../../language/codec.ts";
import type { LedgerState } from "../../runtime/engine/engine.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { sealConnection } from "../../runtime/stored.ts";
import { folder } from "../engine/folder.ts";
import { type HooksWebhook, listing, openWorld, type World } from "./world.ts";

const version1 = readFileSync(new URL("../engine/version-1.sql", import.meta.url), "utf8");
const secrets = await createSecrets("cd".repeat(32));

/** A subscription as the first version left it: its channel, its state, and the hook that attach has saved. */
type Old = readonly [channel: string, state: LedgerState, hook?: string];

/** A store of the first version, whose connections `ada` and `ben` are one account of the service. */
async function oldStore(subscriptions: readonly Old[]): Promise<string> {
  const file = join(folder(), "store.db");
  const db = new DatabaseSync(file);
  db.exec(`${version1} DELETE FROM subscription; DELETE FROM delivery; DELETE FROM dead; DELETE FROM connection;`);
  const secret = await sealConnection(secrets, { parameters: { token: "token-ada" }, data: {} });
  const connect = db.prepare("INSERT INTO connection VALUES (?, 'chat', ?, NULL, '\"u1\"', ?, NULL, NULL, 0, 0)");
  for (const [index, id] of ["ada", "ben"].entries()) connect.run(index + 1, id, secret);
  const insert = db.prepare(
    `INSERT INTO subscription VALUES (?, ?, ?, 'events', ?, 0, ?, '{"kind":"function","name":"notify"}', ?, NULL, NULL, NULL, 1, 1)`,
  );
  for (const [index, [channel, state, hook]] of subscriptions.entries()) {
    const data = hook === undefined ? null : await secrets.seal(encodeValue({ remote: hook }));
    insert.run(index + 1, `old-${index}`, 1 + (index % 2), state, encodeValue({ channel }), data);
  }
  db.close();
  return file;
}

async function opened(subscriptions: readonly Old[], webhook: HooksWebhook, hooks: readonly string[]): Promise<World> {
  const world = await openWorld({ again: "another", file: await oldStore(subscriptions) }, webhook);
  const url = "https://hooks.example/hooks/chat/events";
  for (const channel of hooks) world.service.add({ id: `hook-of-${channel}`, account: "ada", url, channel });
  return world;
}

const states = async (world: World) =>
  Object.fromEntries((await world.subscriptions()).map(({ id, state, due }) => [id, due === undefined ? state : due]));

test("what the first version has left half done is taken up, and nothing else is asked of the service", async () => {
  const subscriptions: readonly Old[] = [
    ["made", "attaching"],
    ["unmade", "attaching"],
    ["going", "detaching", "hook-of-going"],
    ["gone", "detaching", "hook-of-gone"],
    ["refused", "attach-failed"],
    ["kept", "detach-failed", "hook-of-kept"],
    ["there", "attached", "hook-of-there"],
    ["past", "detached", "hook-of-past"],
  ];
  const world = await opened(subscriptions, { listing }, ["made", "going", "kept", "there"]);
  const host = world.start();
  await host.ledger.resume();
  expect(await states(world)).toEqual({
    "old-0": "attached",
    "old-1": "attached",
    "old-2": "detached",
    "old-3": "detached",
    "old-4": "attach-failed",
    "old-5": "detach-failed",
    "old-6": "attached",
    "old-7": "detached",
  });
  expect([...world.service.hooks.keys()].sort()).toEqual(["hook-1", "hook-of-kept", "hook-of-made", "hook-of-there"]);
  expect(await world.believed()).toEqual(["hook-1", "hook-of-made", "hook-of-there"]);
  await host.ledger.retry("old-5");
  await host.ledger.remove("old-4");
  for (const id of ["old-0", "old-1", "old-6"]) await host.ledger.remove(id);
  expect([...world.service.hooks.keys()]).toEqual([]);
  await world.close();
});

test("a hook that an attached one has, too, is not ended with another that was ending", async () => {
  const shared = "hook-of-general";
  const world = await opened(
    [
      ["general", "detaching", shared],
      ["general", "attached", shared],
      ["general", "detach-failed", shared],
    ],
    {},
    ["general"],
  );
  const host = world.start();
  await host.ledger.resume();
  await host.ledger.remove("old-2");
  expect(await states(world)).toEqual({ "old-0": "detached", "old-1": "attached", "old-2": "detached" });
  expect([...world.service.hooks.keys()]).toEqual([shared]);
  await host.ledger.remove("old-1");
  expect(world.service.hooks.size).toBe(0);
  await world.close();
});

test("a hook that expires is renewed from then on", async () => {
  const expires: HooksWebhook["expires"] = () => Date.UTC(2026, 0, 3);
  const world = await opened([["general", "attached", "hook-of-general"]], { expires }, ["general"]);
  await world.start().ledger.resume();
  expect(await world.engine.subscription("old-0")).toMatchObject({
    expires: Date.UTC(2026, 0, 3),
    renewAt: expect.any(Number),
  });
  await world.close();
});

test("one whose webhook is not served says so, and is named when it is", async () => {
  const world = await opened([["general", "attached", "hook-of-general"]], {}, ["general"]);
  await world.start(undefined, undefined, []).ledger.resume();
  expect(await world.engine.subscription("old-0")).toMatchObject({
    state: "attached",
    failure: { code: "webhook-unknown" },
  });
  world.clock.now += 3_600_000;
  await world.start().ledger.resume();
  const now = await world.engine.subscription("old-0");
  expect([now?.hook, now?.failure]).toEqual([expect.any(String), undefined]);
  await world.close();
});
