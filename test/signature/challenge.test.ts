import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import type { AppModule } from "../../runtime/contract.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import { MAX_HANDSHAKE } from "../../runtime/signature/challenge.ts";
import { type Running, raw, running } from "../admin/running.ts";
import { appOf, compiled } from "./app.ts";
import { hmac, seconds } from "./provider.ts";
import { providers } from "./providers.ts";

const open: Running[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serving(app: AppModule, environment: Readonly<Record<string, string>>): Promise<Running> {
  const server = await running({ apps: [app], environment });
  open.push(server);
  return server;
}

const zoom = providers.find(({ name }) => name === "zoom");
if (zoom === undefined) throw new Error("There is no such provider.");
const zoomApp = await appOf(zoom);

/** The request that Zoom sends when a URL is entered, by its documentation: signed like any other. */
function validation(server: Running, secret: string, plainToken: unknown, more: object = {}): RawRequest {
  const body = JSON.stringify({
    payload: { plainToken, ...more },
    event_ts: server.clock.now,
    event: "endpoint.url_validation",
  });
  const time = seconds(server.clock.now);
  const headers = {
    "x-zm-request-timestamp": String(time),
    "x-zm-signature": `v0=${hmac("hex", secret, "v0:", time, ":", body)}`,
  };
  return raw("POST", "/hooks/zoom/webhook", headers, body);
}

function answered({ status, body }: Reply): unknown {
  return [status, JSON.parse(body)];
}

/** What Zoom's documentation has its apps compute. */
function encrypted(secret: string, plainToken: string): string {
  return createHmac("sha256", secret).update(plainToken).digest("hex");
}

describe("the handshake of Zoom", () => {
  const plainToken = "qgg8vlvZRS6UYooatFL8Aw";

  test("is answered with the token and its HMAC", async () => {
    const server = await serving(zoomApp, { ZOOM_SECRET: "a secret token" });
    const reply = await server.app.fetch(validation(server, "a secret token", plainToken));
    expect(answered(reply)).toEqual([200, { plainToken, encryptedToken: encrypted("a secret token", plainToken) }]);
    expect(reply.body).not.toContain("a secret token");
  });

  test("is answered by the first secret that is set, whichever has signed", async () => {
    const both = await serving(zoomApp, { ZOOM_SECRET: "the new", ZOOM_OLD_SECRET: "the old" });
    for (const signer of ["the new", "the old"]) {
      const reply = await both.app.fetch(validation(both, signer, plainToken));
      expect(answered(reply)).toMatchObject([200, { encryptedToken: encrypted("the new", plainToken) }]);
    }
    const old = await serving(zoomApp, { ZOOM_SECRET: " ", ZOOM_OLD_SECRET: "the old" });
    const reply = await old.app.fetch(validation(old, "the old", plainToken));
    expect(answered(reply)).toMatchObject([200, { encryptedToken: encrypted("the old", plainToken) }]);
  });

  test("computes nothing for who cannot sign, so that nobody can have an event signed by it", async () => {
    const server = await serving(zoomApp, { ZOOM_SECRET: "a secret token" });
    const time = seconds(server.clock.now);
    const forged = `v0:${time}:${JSON.stringify({ event: "meeting.started", payload: { account_id: "AAAAAABBBB" } })}`;
    const request = validation(server, "a guess", forged);
    const { "x-zm-signature": _, ...unsigned } = request.headers;
    for (const headers of [request.headers, unsigned]) {
      const reply = await server.app.fetch({ ...request, headers });
      expect(reply.status).toBe(401);
      expect(reply.body).not.toContain(encrypted("a secret token", forged));
    }
    expect(await server.engine.counts()).toMatchObject({ requests: 0, items: 0 });
  });

  test.each([undefined, null, 7, "", ["x"], { a: "x" }])("has no HMAC of what is no token: %j", async (token) => {
    const server = await serving(zoomApp, { ZOOM_SECRET: "s" });
    const [status, body] = answered(await server.app.fetch(validation(server, "s", token))) as [number, object];
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("encryptedToken");
  });

  test.each([
    [MAX_HANDSHAKE, true],
    [MAX_HANDSHAKE + 1, false],
  ])("is looked for in a body of %i bytes: %s", async (bytes, isAnswered) => {
    const server = await serving(zoomApp, { ZOOM_SECRET: "s" });
    const bare = validation(server, "s", "token", { padding: "" }).body.length;
    const request = validation(server, "s", "token", { padding: "x".repeat(bytes - bare) });
    expect(request.body).toHaveLength(bytes);
    expect("encryptedToken" in JSON.parse((await server.app.fetch(request)).body)).toBe(isAnswered);
  });
});

test("a replay computes the same, with no signature to look at", async () => {
  const app = await compiled("zoom", {
    "webhook.iml.json": {
      condition: { condition: "{{false}}", default: { user: "{{body.payload.user}}", mac: "{{signature.challenge}}" } },
      uid: "{{item.user}}",
    },
    "imlc.json": { webhook: { signature: { scheme: "zoom", secrets: ["ZOOM_SECRET"] } } },
  });
  const server = await serving(app, { ZOOM_SECRET: "s" });
  await server.app.fetch(validation(server, "s", "token", { user: "u" }));
  const [kept] = await server.engine.requests({ limit: 1 });
  server.clock.now += 24 * 60 * 60 * 1000;
  expect(await server.admin("POST", `/requests/${kept?.id}/replay`)).toMatchObject({ status: 200 });
  const { json } = await server.admin("GET", "/unowned");
  const bundle = { user: "u", mac: encrypted("s", "token") };
  expect(json).toMatchObject({ items: [{ bundle }, { bundle }] });
});

test("a scheme that is put together has the hash function and the encoding that it says", async () => {
  const app = await compiled("ledger", {
    "webhook.iml.json": {
      verification: { condition: "{{body.type = 'ping'}}", respond: { type: "text", body: "{{signature.challenge}}" } },
      uid: "{{body.user}}",
    },
    "imlc.json": {
      webhook: {
        signature: {
          scheme: "custom",
          secrets: ["LEDGER_SECRET"],
          header: "x-signature",
          algorithm: "sha512",
          challenge: { of: "{{headers.`X-Hook-Token`}}", encoding: "base64url" },
        },
      },
    },
  });
  const server = await serving(app, { LEDGER_SECRET: "s" });
  const body = JSON.stringify({ type: "ping" });
  const headers = {
    "x-signature": createHmac("sha512", "s").update(body).digest("hex"),
    "x-hook-token": "a token",
  };
  const reply = await server.app.fetch(raw("POST", "/hooks/ledger/webhook", headers, body));
  expect([reply.status, reply.body]).toEqual([200, createHmac("sha512", "s").update("a token").digest("base64url")]);
});
