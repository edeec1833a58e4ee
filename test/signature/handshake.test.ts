import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../runtime/http/message.ts";
import { type Running, raw, running } from "../admin/running.ts";
import { appOf } from "./app.ts";
import { hmac } from "./provider.ts";
import { environmentOf, providers } from "./providers.ts";

let server: Running;

beforeAll(async () => {
  const apps = await Promise.all(providers.map(appOf));
  server = await running({ apps, environment: environmentOf(({ secret }) => [secret]) });
});
afterAll(() => server.close());

const challenge = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

function send(method: string, url: string, headers: Record<string, string> = {}, body?: string): Promise<Reply> {
  return server.app.fetch(raw(method, url, headers, body));
}

describe("a handshake that the service does not sign", () => {
  const agreed = encodeURIComponent("the word we agreed on");

  test("is answered by `verification`, and leaves nothing behind", async () => {
    expect(await send("GET", `/hooks/meta/webhook?${challenge}${agreed}`)).toMatchObject({
      status: 200,
      body: "1158201444",
    });
    expect(await server.engine.counts()).toMatchObject({ requests: 0, items: 0 });
  });

  test.each([
    ["with another word", "GET", `${challenge}guessed`, undefined],
    ["without a query", "GET", "", undefined],
    ["that brings an event instead", "POST", "", JSON.stringify({ entry: [{ id: "102290129340398" }] })],
    ["whose body cannot be read", "POST", `${challenge}${agreed}`, "{"],
  ])("is refused %s", async (_, method, query, body) => {
    expect(await send(method, `/hooks/meta/webhook?${query}`, {}, body)).toMatchObject({ status: 401 });
    expect(await server.engine.counts()).toMatchObject({ requests: 0, items: 0 });
  });

  test("makes no item of an event that comes with it", async () => {
    const body = JSON.stringify({ entry: [{ id: "102290129340398" }] });
    expect(await send("POST", `/hooks/meta/webhook?${challenge}${agreed}`, {}, body)).toMatchObject({
      body: "1158201444",
    });
    expect(await server.engine.counts()).toMatchObject({ requests: 0, items: 0 });
  });

  test("is refused with a wrong signature, though none is needed", async () => {
    const headers = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
    expect(await send("GET", `/hooks/meta/webhook?${challenge}${agreed}`, headers)).toMatchObject({ status: 401 });
  });
});

describe("a handshake that the service signs", () => {
  const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB" });

  test("is answered if it is signed", async () => {
    const time = String(server.clock.now / 1000);
    const headers = {
      "x-slack-request-timestamp": time,
      "x-slack-signature": `v0=${hmac("hex", "a secret of the service", "v0:", time, ":", body)}`,
    };
    const reply = await send("POST", "/hooks/slack/webhook", headers, body);
    expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { challenge: "3eZbrw1aB" }]);
  });

  test("is refused if it is not", async () => {
    expect(await send("POST", "/hooks/slack/webhook", {}, body)).toMatchObject({ status: 401 });
  });
});

describe("the answer to a request that is refused", () => {
  test("says what to do, and not what was wrong", async () => {
    const { headers, body } = await send("POST", "/hooks/github/webhook", {}, "{}");
    expect(headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(body)).toMatchObject({ error: { code: "signature-refused" } });
    const wrong = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
    expect((await send("POST", "/hooks/github/webhook", wrong, "{}")).body).toBe(body);
  });

  test("has no body where the service takes none", async () => {
    const probe = JSON.stringify({
      events: [],
      lastEventSequence: 0,
      firstEventSequence: 0,
      entropy: "S0m3r4Nd0mt3xt",
    });
    expect(await send("POST", "/hooks/xero/webhook", { "x-xero-signature": "bad" }, probe)).toEqual({
      status: 401,
      headers: {},
      body: "",
    });
    const right = { "x-xero-signature": hmac("base64", "a secret of the service", probe) };
    expect(await send("POST", "/hooks/xero/webhook", right, probe)).toMatchObject({ status: 200, body: "" });
  });

  test("has the status that `imlc.json` gives it", async () => {
    expect(await send("POST", "/hooks/custom/webhook", {}, "{}")).toMatchObject({ status: 403 });
  });
});

test("a replay needs no signature: it was right when the request came", async () => {
  const request = { body: JSON.stringify({ installation: { id: 1001 } }) };
  const headers = { "x-hub-signature-256": `sha256=${hmac("hex", "a secret of the service", request.body)}` };
  expect(await send("POST", "/hooks/github/webhook", headers, request.body)).toMatchObject({ status: 200 });
  const [kept] = await server.engine.requests({ limit: 1 });
  server.clock.now += 24 * 60 * 60 * 1000;
  expect(await server.admin("POST", `/requests/${kept?.id}/replay`)).toMatchObject({
    status: 200,
    json: { items: { unowned: 1 } },
  });
});
