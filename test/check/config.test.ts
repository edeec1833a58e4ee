import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";

const manifest = '{"uid": "{{item.user}}"}';

/** An app with two webhooks, of which `imlc.json` says this. */
function analyzed(config: unknown) {
  const files = filesInMemory({
    "makecomapp.json": JSON.stringify({
      fileVersion: 1,
      components: {
        webhook: Object.fromEntries(
          ["events", "orders"].map((id) => [
            id,
            { webhookType: "web-shared", codeFiles: { communication: `${id}.iml.json` } },
          ]),
        ),
      },
    }),
    "events.iml.json": manifest,
    "orders.iml.json": manifest,
    "seen.json": '{"user": 1}',
    "imlc.json": JSON.stringify(config),
  });
  const { apps, diagnostics } = analyzeProject(findProject(files, ["."]), files);
  return {
    webhooks: new Map(apps[0]?.webhooks.map((webhook) => [webhook.id, webhook])),
    found: diagnostics
      .filter(({ uri, severity }) => uri === "imlc.json" && severity === "error")
      .map(({ code, message }) => `${code}: ${message}`),
  };
}

describe("`webhooks` of imlc.json", () => {
  test("holds for the webhook that it names, key by key before `webhook`", () => {
    const { webhooks, found } = analyzed({
      webhook: { timezone: "Asia/Tokyo", lateMatch: true, payload: { samples: ["./seen.json"] } },
      webhooks: { orders: { timezone: "Europe/Prague", dedupe: "{{item.id}}", equality: "strict" } },
    });
    expect(found).toEqual([]);
    const [events, orders] = [webhooks.get("events")?.config, webhooks.get("orders")?.config];
    expect([events?.timezone, events?.lateMatch, events?.dedupe, events?.equality]).toEqual([
      "Asia/Tokyo",
      true,
      undefined,
      "loose",
    ]);
    expect([orders?.timezone, orders?.lateMatch, orders?.dedupe?.kind, orders?.equality]).toEqual([
      "Europe/Prague",
      true,
      "expression",
      "strict",
    ]);
    expect([webhooks.get("events")?.body.kind, webhooks.get("orders")?.body.kind]).toEqual([
      "collection",
      "collection",
    ]);
  });

  test("gives each webhook the type of its own body", () => {
    const { webhooks } = analyzed({ webhooks: { orders: { payload: { samples: ["./seen.json"] } } } });
    expect([webhooks.get("events")?.body.kind, webhooks.get("orders")?.body.kind]).toEqual(["any", "collection"]);
  });

  test("names no webhook that there is not", () => {
    expect(analyzed({ webhooks: { order: {}, "{{...}}": {} } }).found).toEqual([
      "unknown-webhook: This app has no webhook `order`. Did you mean `orders`?",
      "unknown-webhook: This app has no webhook `{{...}}`. It has `events`, `orders`.",
    ]);
  });

  test("is checked like `webhook`, and its findings name the place", () => {
    const payload = { schema: "./seen.json", samples: ["./seen.json"] };
    expect(analyzed({ webhooks: { events: { timezone: "Europe/Pragu", payload, dedup: "" } } }).found).toEqual([
      expect.stringMatching(/^unknown-timezone: /),
      "wrong-shape: `webhooks.events.payload` is both a schema and samples here; it takes one of them.",
      expect.stringMatching(/^unknown-key: `dedup` is no key of `webhooks\.events`\. Did you mean `dedupe`\?$/),
    ]);
  });
});

describe("`signature` of imlc.json", () => {
  const usual = { scheme: "custom", secrets: ["A_SECRET"], header: "X-Sig" };
  const of = (signature: object) => analyzed({ webhook: { signature } });

  test("names a scheme, or puts one together", () => {
    const config = (signature: object) => of(signature).webhooks.get("events")?.config.signature;
    expect(config({ scheme: "slack", secrets: ["A", "B_2"], tolerance: 60, status: 403 })).toEqual({
      scheme: "slack",
      secrets: ["A", "B_2"],
      tolerance: 60,
      status: 403,
    });
    expect(config(usual)).toEqual({
      scheme: {
        header: "x-sig",
        form: { kind: "whole", prefix: "" },
        algorithm: "sha256",
        encoding: "hex",
        signed: [{ kind: "rawBody" }],
        secret: "text",
        handshake: "signed",
      },
      secrets: ["A_SECRET"],
    });
    const parts = {
      ...usual,
      part: "v1",
      prefix: "p",
      algorithm: "sha512",
      encoding: "base64url",
      handshake: "unsigned",
    };
    const timestamp = { part: "t", unit: "milliseconds" };
    const signed = "{{method}} {{url}}\n{{headers.`X-Id`}}.{{timestamp}}.{{rawBody}}";
    expect(config({ ...parts, timestamp, signed })).toMatchObject({
      scheme: {
        form: { kind: "pairs", key: "v1", prefix: "p" },
        algorithm: "sha512",
        encoding: "base64url",
        signed: [
          { kind: "method" },
          { kind: "text", text: " " },
          { kind: "url", decoded: "" },
          { kind: "text", text: "\n" },
          { kind: "header", name: "x-id" },
          { kind: "text", text: "." },
          { kind: "timestamp" },
          { kind: "text", text: "." },
          { kind: "rawBody" },
        ],
        timestamp: { from: { kind: "pair", key: "t" }, unit: "milliseconds", tolerance: 300 },
        handshake: "unsigned",
      },
    });
    const challenges = [{ of: "{{body.a.`b-c`}}" }, { of: "{{headers.`X-Token`}}", encoding: "base64" }];
    expect(challenges.map((challenge) => config({ ...usual, challenge })?.scheme)).toMatchObject([
      { challenge: { of: { kind: "body", path: ["a", "b-c"] }, encoding: "hex" } },
      { challenge: { of: { kind: "header", name: "x-token" }, encoding: "base64" } },
    ]);
  });

  test.each([
    [{ scheme: "custom", secrets: ["A"] }, /^missing-key: `header` is missing in `webhook\.signature`/],
    [{ scheme: "slack" }, /^missing-key: `secrets`/],
    [{ secrets: ["A"] }, /^missing-key: `scheme`/],
    [{ scheme: "slakc", secrets: ["A"] }, /^wrong-choice: .* Did you mean `slack`\?$/],
    [{ scheme: "slack", secrets: [] }, /^wrong-shape: `webhook\.signature\.secrets` is an empty list/],
    [{ scheme: "slack", secrets: ["8f742231"] }, /^signature-secret-name: /],
    [{ scheme: "slack", secrets: ["lower"] }, /^signature-secret-name: /],
    [{ scheme: "slack", secrets: ["A"], header: "x" }, /`slack` lays down its `header`/],
    [{ scheme: "slack", secrets: ["A"], tolerance: 0 }, /^out-of-range: /],
    [{ scheme: "slack", secrets: ["A"], status: 200 }, /^out-of-range: /],
    [{ scheme: "slack", secrets: ["A"], status: 500 }, /^out-of-range: /],
    [{ scheme: "github", secrets: ["A"], tolerance: 60 }, /have no time in them/],
    [{ scheme: "xero", secrets: ["A"], status: 403 }, /insists on 401/],
    [{ ...usual, header: "x sig" }, /no header can be called `x sig`/],
    [{ ...usual, signed: "{{method}}" }, /says nothing of the body/],
    [{ ...usual, signed: "{{rawBody}}{{body.id}}" }, /what is signed is made of texts/],
    [{ ...usual, signed: "{{rawBody}}{{headers}}" }, /what is signed is made of texts/],
    [{ ...usual, signed: "{{timestamp}}{{rawBody}}" }, /nothing says where the `timestamp` stands; add/],
    [{ ...usual, tolerance: 60 }, /nothing says where the `timestamp` stands that/],
    [{ ...usual, timestamp: { header: "x-time" } }, /`signed` leaves the `timestamp` out/],
    [{ ...usual, signed: "{{timestamp}}{{rawBody}}", timestamp: {} }, /either in a `header` or in a `part`/],
    [{ ...usual, signed: "{{timestamp}}{{rawBody}}", timestamp: { part: "t" } }, /has parts only if/],
    [{ ...usual, part: "a=b" }, /name of a part/],
    [{ ...usual, challenge: { of: "{{rawBody}}" } }, /^signature-unworkable: .*the token is one value of the body/],
    [{ ...usual, challenge: { of: "{{body.tokens[1]}}" } }, /the token is one value of the body/],
    [{ ...usual, challenge: { of: "{{headers}}" } }, /the token is one value of the body/],
    [{ ...usual, challenge: { of: "{{headers.a.b}}" } }, /the token is one value of the body/],
    [{ ...usual, challenge: { of: "v0:{{body.token}}" } }, /the token is one value of the body/],
    [{ ...usual, challenge: { of: "{{lower(body.token)}}" } }, /the token is one value of the body/],
    [{ ...usual, challenge: {} }, /^missing-key: `of` is missing in `webhook\.signature\.challenge`/],
    [
      { ...usual, handshake: "unsigned", challenge: { of: "{{body.token}}" } },
      /with an unsigned `handshake`, anybody could have forged events signed/,
    ],
    [{ scheme: "zoom", secrets: ["A"], challenge: { of: "{{body.token}}" } }, /`zoom` lays down its `challenge`/],
    [{ ...usual, part: "t", signed: "{{timestamp}}{{rawBody}}", timestamp: { part: "t" } }, /cannot be the same part/],
  ])("%j is refused", (signature, message) => {
    expect(of(signature).found).toEqual([expect.stringMatching(message)]);
  });

  test("with a known scheme is complete without more", () => {
    expect(of({ scheme: "xero", secrets: ["A"] }).found).toEqual([]);
    expect(of({ scheme: "xero", secrets: ["A"], status: 401 }).found).toEqual([]);
  });
});
