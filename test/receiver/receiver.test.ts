import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqlite, type SqliteEngine } from "../../runtime/engine/sqlite/engine.ts";
import type { RawRequest } from "../../runtime/http/message.ts";
import { createReceiver, createSecrets, type Log, recentKeys } from "../../runtime/index.ts";
import { startServer } from "../../runtime/node.ts";
import { newSecretKey } from "../../runtime/secrets.ts";
import { asGithub } from "../receive/play.ts";
import { post } from "../receive/post.ts";
import { appOf, webhookOf } from "./compiled.ts";

const batch = { uid: "{{item.of}}", iterate: "{{body.events}}", output: { text: "{{item.text}}" } };

interface Line {
  readonly level: string;
  readonly event: string;
  readonly fields: unknown;
}

function logInto(lines: Line[]): Log {
  return (level, event, fields) => lines.push({ level, event, fields });
}

/** Events of owners, as one request brings them. */
function events(...items: readonly (readonly [of: unknown, text: string])[]): RawRequest {
  return post({ events: items.map(([of, text]) => ({ of, text })) });
}

describe("items of a function", () => {
  it("are handed over with what they were made of, before the answer", async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver(await webhookOf(batch), {
      onItem: ({ id, request, ...event }) => seen.push(event),
    });
    expect(await receiver.fetch(events(["ada", "one"], [undefined, "two"]))).toMatchObject({
      status: 200,
      body: "Accepted",
    });
    const body = { events: [{ of: "ada", text: "one" }, { text: "two" }] };
    const about = { webhook: "webhook", platform: false, key: undefined, owner: undefined, body };
    expect(seen).toEqual([
      { ...about, uid: "ada", item: { of: "ada", text: "one" }, output: { text: "one" } },
      { ...about, uid: undefined, item: { text: "two" }, output: { text: "two" } },
    ]);
  });

  it("that are refused have the request sent again, and hold back only what comes later of the same owner", async () => {
    const seen: unknown[] = [];
    const lines: Line[] = [];
    const receiver = createReceiver(await webhookOf(batch), {
      log: logInto(lines),
      async onItem({ uid, output }) {
        if (uid === "ada") throw new TypeError("a canary of the payload");
        seen.push(output);
      },
    });
    const reply = await receiver.fetch(events(["ada", "one"], ["ben", "two"], ["ada", "three"], ["ben", "four"]));
    expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "5"]);
    expect(seen).toEqual([{ text: "two" }, { text: "four" }]);
    expect(lines).toMatchObject([{ level: "error", event: "item-refused", fields: { error: "TypeError" } }]);
    expect(JSON.stringify([lines, reply])).not.toContain("canary");
  });

  it("are handed over one after the other", async () => {
    let running = 0;
    const order: unknown[] = [];
    const receiver = createReceiver(await webhookOf(batch), {
      async onItem({ output }) {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 3));
        order.push(output);
        running -= 1;
      },
    });
    await receiver.fetch(events(["a", "1"], ["b", "2"], ["a", "3"]));
    expect(order).toEqual([{ text: "1" }, { text: "2" }, { text: "3" }]);
  });

  it("that take too long have the request sent again", async () => {
    const { promise: never } = Promise.withResolvers();
    const receiver = createReceiver(await webhookOf(batch, { deadline: 100 }), { onItem: () => never });
    expect(await receiver.fetch(events(["a", "1"]))).toMatchObject({ status: 503 });
  });

  it("that could not be made into their output go to `onFailure`, or else have the request sent again", async () => {
    const failing = await webhookOf({ ...batch, output: { day: "{{formatDate(item.day; 'YYYY')}}" } });
    const failures: unknown[] = [];
    const days: unknown[] = [];
    const silent = { log: logInto([]), onItem: ({ output }: { output: unknown }) => days.push(output) };
    const onFailure = ({ uid, failure, item }: { uid: unknown; failure: { place?: string }; item: unknown }) =>
      failures.push([uid, failure.place, item]);
    const request = post({
      events: [
        { of: "a", day: [] },
        { of: "b", day: "2026-01-01" },
      ],
    });
    expect((await createReceiver(failing, silent).fetch(request)).status).toBe(503);
    expect((await createReceiver(failing, { ...silent, onFailure }).fetch(request)).status).toBe(200);
    expect(failures).toEqual([["a", expect.stringMatching(/^webhook\.iml\.json:1:\d+$/), { of: "a", day: [] }]]);
    expect(days).toEqual([{ day: "2026" }, { day: "2026" }]);
  });

  it("are none where the whole request cannot be evaluated, which is not said to be kept", async () => {
    const lines: Line[] = [];
    const receiver = createReceiver(await webhookOf({ uid: "{{item.of}}", condition: "{{parseDate(body.day) > 1}}" }), {
      log: logInto(lines),
      onItem: () => expect.unreachable(),
    });
    const reply = await receiver.fetch(post({ day: [] }));
    expect(reply.status).toBe(500);
    expect(JSON.parse(reply.body).error.message).toBe(
      "The webhook could not evaluate this request, and nothing of it was taken.",
    );
    expect(lines).toMatchObject([{ event: "request-failed" }]);
  });
});

describe("repeats", () => {
  const keyed = () => webhookOf(batch, { dedupe: "{{item.text}}" });

  it("are left out once an item was taken, and not before", async () => {
    const keys = new Set<string>();
    let attempts = 0;
    const receiver = createReceiver(await keyed(), {
      keys,
      log: logInto([]),
      onItem() {
        attempts += 1;
        if (attempts === 1) throw new Error("not now");
      },
    });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await receiver.fetch(events(["a", "one"]))).status);
    expect(statuses).toEqual([503, 200, 200]);
    expect(attempts).toBe(2);
    expect([...keys]).toEqual(["webhook/one"]);
  });

  it("that come at once are handed over once", async () => {
    let handed = 0;
    const receiver = createReceiver(await keyed(), {
      async onItem() {
        await new Promise((resolve) => setTimeout(resolve, 5));
        handed += 1;
      },
    });
    const replies = await Promise.all(Array.from({ length: 20 }, () => receiver.fetch(events(["a", "one"]))));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(handed).toBe(1);
  });

  it("are asked for again while nobody knows whether they are any", async () => {
    const keys = { has: () => Promise.reject(new Error("the table is away")), add: () => expect.unreachable() };
    const receiver = createReceiver(await keyed(), { keys, log: logInto([]), onItem: () => expect.unreachable() });
    expect((await receiver.fetch(events(["a", "one"]))).status).toBe(503);
  });

  it("are remembered up to a number, the oldest forgotten first", () => {
    const keys = recentKeys(2);
    for (const key of ["a", "b", "c"]) keys.add(key);
    expect(["a", "b", "c"].map((key) => keys.has(key))).toEqual([false, true, true]);
  });
});

describe("owners", () => {
  const own = {
    uid: "{{item.of}}",
    iterate: "{{body.events}}",
    condition: "{{data.topic = item.topic}}",
    output: { hook: "{{data.hook}}", text: "{{item.text}}", agent: "{{headers.authorization}}" },
  };
  const ada = { parameters: { topic: "x" }, saved: { hook: 7 } };

  it("get what the templates make for each of them, and what is nobody's is not handed over", async () => {
    const seen: unknown[] = [];
    const lines: Line[] = [];
    const receiver = createReceiver(await webhookOf(own), {
      log: logInto(lines),
      owners: async (uid, webhook) =>
        uid === "ada" && webhook === "webhook"
          ? [
              { id: "s1", ...ada },
              { id: "s2", parameters: { topic: "y" }, saved: {} },
            ]
          : [],
      onItem: ({ owner, output }) => seen.push([owner?.id, output]),
    });
    const request = post(
      { events: ["ada", "ben", undefined].map((of) => ({ of, topic: "x", text: "hi" })) },
      { authorization: "Bearer b" },
    );
    expect((await receiver.fetch(request)).status).toBe(200);
    expect(seen).toEqual([["s1", { hook: 7, text: "hi", agent: "Bearer b" }]]);
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ["warn", "item-unowned"],
      ["warn", "item-unowned"],
    ]);
  });

  it("are asked for where the templates do not read them, too", async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver(await webhookOf(batch, { platformEvent: "{{item.text = 'limit'}}" }), {
      log: logInto([]),
      owners: (uid) => (uid === "ada" ? [{ id: "s1", ...ada }] : []),
      onItem: ({ owner, platform, output }) => seen.push([owner?.id, platform, output]),
    });
    await receiver.fetch(events(["ada", "one"], ["ben", "two"], [undefined, "limit"]));
    expect(seen).toEqual([
      ["s1", false, { text: "one" }],
      [undefined, true, { text: "limit" }],
    ]);
  });

  it("are missed at once", async () => {
    const webhook = await webhookOf(own);
    expect(() => createReceiver(webhook, { onItem: () => undefined })).toThrowError(/`owners`/);
  });
});

describe("signatures", () => {
  const signed = () => webhookOf(batch, { signature: { scheme: "github", secrets: ["SHOP_SECRET"] } });
  const environment = (name: string) => (name === "SHOP_SECRET" ? "s3cret" : undefined);

  it("are checked before anything is evaluated", async () => {
    const seen: unknown[] = [];
    const lines: Line[] = [];
    const receiver = createReceiver(await signed(), {
      environment,
      log: logInto(lines),
      onItem: ({ output }) => seen.push(output),
    });
    const request = events(["a", "one"]);
    const headers = { ...request.headers, ...asGithub("s3cret", new TextDecoder().decode(request.body), 0) };
    expect((await receiver.fetch(request)).status).toBe(401);
    expect((await receiver.fetch({ ...request, headers, body: new Uint8Array([123, 125]) })).status).toBe(401);
    expect((await receiver.fetch({ ...request, headers })).status).toBe(200);
    expect(seen).toEqual([{ text: "one" }]);
    const refused = { level: "warn", event: "signature-refused" };
    expect(lines).toEqual([
      { ...refused, fields: { webhook: "webhook", reason: "missing" } },
      { ...refused, fields: { webhook: "webhook", reason: "mismatch" } },
    ]);
  });

  it("that could never be checked are told at once", async () => {
    const webhook = await signed();
    const without = () => createReceiver(webhook, { onItem: () => undefined });
    expect(without).toThrowError(/`SHOP_SECRET`.*`environment`/);
    const ofUrl = await webhookOf(batch, { signature: { scheme: "hubspot-v3", secrets: ["SHOP_SECRET"] } });
    expect(() => createReceiver(ofUrl, { environment, onItem: () => undefined })).toThrowError(/`publicUrl`/);
  });

  it("of a handshake are answered as the manifest says", async () => {
    const receiver = createReceiver(
      await webhookOf({
        ...batch,
        verification: { condition: "{{body.challenge}}", respond: { type: "text", body: "{{body.challenge}}" } },
      }),
      { onItem: () => expect.unreachable() },
    );
    expect(await receiver.fetch(post({ challenge: "c1" }))).toMatchObject({ status: 200, body: "c1" });
  });
});

describe("several webhooks", () => {
  const orders = { uid: "{{item.shop}}", output: { order: "{{item.id}}" } };
  const refunds = { uid: "{{item.shop}}", output: { refund: "{{item.id}}" } };

  it("are told apart by the last part of the path", async () => {
    const seen: unknown[] = [];
    const webhooks = { orders: await webhookOf(orders), "re funds": await webhookOf(refunds) };
    const receiver = createReceiver(webhooks, { onItem: ({ webhook, output }) => seen.push([webhook, output]) });
    const statuses = [];
    for (const url of ["/hooks/orders?x=1", "/a/b/re%20funds/", "/hooks/constructor", "/hooks", "/%ff"]) {
      statuses.push((await receiver.fetch(post({ shop: 1, id: 5 }, {}, url))).status);
    }
    expect(statuses).toEqual([200, 200, 404, 404, 404]);
    expect(seen).toEqual([
      ["orders", { order: 5 }],
      ["re funds", { refund: 5 }],
    ]);
  });

  it("may have one that is called `communication`", async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver(
      { communication: await webhookOf(orders) },
      { onItem: ({ webhook }) => seen.push(webhook) },
    );
    expect((await receiver.fetch(post({}, {}, "/hooks/communication"))).status).toBe(200);
    expect(seen).toEqual(["communication"]);
  });
});

describe("an engine", () => {
  let engine: SqliteEngine;
  beforeEach(async () => {
    engine = await openSqlite({ file: ":memory:" });
  });
  afterEach(() => engine.close());

  it("has accepted every item before the answer", async () => {
    const { id: app, webhooks } = await appOf({ "webhook.iml.json": batch });
    const secrets = await createSecrets(newSecretKey());
    const receiver = createReceiver(webhooks, { app, engine, secrets, wake: () => undefined });
    const reply = await receiver.fetch({ ...events(["ada", "one"], ["ben", "two"]), url: "/hooks/shop/webhook" });
    expect(reply.status).toBe(200);
    const unowned = await engine.unowned({ limit: 10 });
    expect(unowned.map(({ app, webhook, uid }) => [app, webhook, uid]).toSorted()).toEqual([
      ["shop", "webhook", "ada"],
      ["shop", "webhook", "ben"],
    ]);
  });
});

describe("a running server", () => {
  it("lends its shared URLs to another one, and nothing else", async () => {
    const app = await appOf({ "webhook.iml.json": batch });
    const store = `sqlite:${join(mkdtempSync(join(tmpdir(), "imlc-receiver-")), "store.db")}`;
    const server = await startServer({
      apps: [app],
      store,
      port: 0,
      secretKey: newSecretKey(),
      log: () => undefined,
    });
    const get = { method: "GET", headers: {}, body: new Uint8Array() };
    const statuses = [];
    for (const url of [
      "/oauth/callback",
      "/admin/unowned",
      "/metrics",
      "/health",
      "/hooks",
      "/hooks/../admin/unowned",
    ]) {
      statuses.push((await server.receiver.fetch({ ...get, url })).status);
    }
    const request = { ...events(["ada", "one"]), url: "/hooks/shop/webhook" };
    expect((await server.receiver.fetch(request)).status).toBe(200);
    const unowned = await (await fetch(`${server.url}/admin/unowned`)).json();
    await server.close();
    expect(statuses).toEqual([400, 404, 404, 404, 404, 404]);
    expect(unowned).toMatchObject({ items: [{ uid: "ada" }] });
  });
});
