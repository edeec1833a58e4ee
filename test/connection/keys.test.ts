import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, it } from "vitest";
import { newSecretKey, type ServerOptions, startServer } from "../../runtime/node.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { testServer } from "../http/server.ts";
import { oauthApp } from "./app.ts";
import { provider } from "./provider.ts";

const [OLD, NEW] = [newSecretKey(), newSecretKey()];

describe("several keys", () => {
  it("open what any of them has sealed; the first seals", async () => {
    const [old, both, fresh] = [
      await createSecrets(OLD),
      await createSecrets(`${NEW}, ${OLD}`),
      await createSecrets(NEW),
    ];
    expect(await both.open(await old.seal("text"))).toBe("text");
    expect(await fresh.open(await both.seal("text"))).toBe("text");
    await expect(old.open(await both.seal("text"))).rejects.toThrow(/the key at hand is/);
    await expect(both.open(await (await createSecrets(newSecretKey())).seal("text"))).rejects.toThrow(
      /the keys at hand are/,
    );
  });

  it("leave what the first has sealed as it is, and seal anew what others have, also inside a longer text", async () => {
    const [old, both, fresh] = [
      await createSecrets(OLD),
      await createSecrets(`${NEW},${OLD}`),
      await createSecrets(NEW),
    ];
    const mine = await both.seal("mine");
    const text = JSON.stringify({ kind: "http", secret: await old.seal("theirs"), replaced: [{ secret: mine }] });
    const resealed = JSON.parse(await both.reseal(text));
    expect(await fresh.open(resealed.secret)).toBe("theirs");
    expect([resealed.kind, resealed.replaced[0].secret]).toEqual(["http", mine]);
    expect(await both.reseal(JSON.stringify(resealed))).toBe(JSON.stringify(resealed));
    for (const plain of ["", "{}", "v1.0.1", "v1.zzzzzzzz.AAAA"]) expect(await both.reseal(plain)).toBe(plain);
  });

  it.each([
    ["no key at all", ""],
    ["nothing but a comma", ","],
    ["nothing behind the comma", `${newSecretKey()},`],
    ["one that is too short", `${newSecretKey()},abc`],
    ["no comma", `${newSecretKey()} ${newSecretKey()}`],
  ])("must all be keys, and not %s", async (_, keys) => {
    await expect(createSecrets(keys)).rejects.toMatchObject({ code: "secret-key" });
  });
});

describe("the key of a store", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  it("can be replaced while the server serves, and then be forgotten", async () => {
    const oauth = provider();
    const service = await testServer((asked, _request, response) => {
      const { status = 200, body } = oauth.answer(asked);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    open.push(service);
    const file = join(mkdtempSync(join(tmpdir(), "imlc-keys-")), "store.db");
    const start = (secretKey: string, log: ServerOptions["log"] = () => undefined) =>
      startServer({
        apps: [oauthApp],
        store: `sqlite:${file}`,
        port: 0,
        adminToken: "t",
        secretKey,
        log,
        resolve: { "https://www.example.com": service.origin },
        allowHosts: [service.host],
      });
    const ask = async (base: string, method: string, path: string, body?: object) => {
      const headers = { authorization: "Bearer t", "content-type": "application/json" };
      const answer = await fetch(`${base}/admin${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
    };

    oauth.tokens.set("token-of-ada", "7");
    const first = await start(OLD);
    for (const id of Array.from({ length: 110 }, (_, n) => `user-${n}`)) {
      await ask(first.url, "PUT", `/apps/chat/connections/${id}`, { uid: id, data: { accessToken: "token-of-ada" } });
    }
    const { json: made } = await ask(first.url, "POST", "/apps/chat/webhooks/events/subscriptions", {
      connection: "user-0",
      parameters: { channel: "general" },
      target: { url: "https://target.example/" },
    });
    await fetch(`${first.url}/hooks/chat/events`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer of-the-service" },
      body: '{"events": []}',
    });
    await first.close();
    const keyOf = (text: string) => new Set(text.match(/v1\.[0-9a-f]{8}\./g));
    const keysInStore = () => {
      const db = new DatabaseSync(file, { readOnly: true });
      const rows = ["connection", "subscription", "request"].flatMap((table) =>
        db.prepare(`SELECT * FROM ${table}`).all(),
      );
      db.close();
      return keyOf(JSON.stringify(rows));
    };
    const [oldId] = keysInStore();

    const done = Promise.withResolvers<unknown>();
    const second = await start(`${NEW},${OLD}`, (_level, event, fields) => {
      if (event === "secrets-resealed") done.resolve(fields);
    });
    // 110 connections; of the subscription its parameters, data and target; the request's credentials.
    expect(await done.promise).toEqual({ resealed: 114, unreadable: 0 });
    await second.close();
    expect([keysInStore().size, keysInStore().has(oldId ?? "")]).toEqual([1, false]);

    const third = await start(NEW);
    open.push(third);
    const { items } = (await ask(third.url, "GET", "/requests")).json as { items: { id: string }[] };
    expect((await ask(third.url, "POST", `/requests/${items[0]?.id}/replay`)).status).toBe(200);
    expect((await ask(third.url, "DELETE", `/subscriptions/${made.id}`)).json).toMatchObject({ state: "detached" });
  });
});
