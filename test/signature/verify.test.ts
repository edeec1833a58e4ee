import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, test } from "vitest";
import type { Signature } from "../../language/signatures/scheme.ts";
import type { SchemeName } from "../../language/signatures/schemes.ts";
import type { RawRequest } from "../../runtime/http/message.ts";
import { createVerify, type Verdict } from "../../runtime/signature/verify.ts";
import { raw } from "../admin/running.ts";
import { hmac, seconds } from "./provider.ts";

const now = Date.UTC(2026, 0, 2);
const publicUrl = "https://hooks.example";

function verify(signature: Signature | SchemeName, secret: string, request: RawRequest, at = now): Promise<Verdict> {
  const whole = typeof signature === "string" ? { scheme: signature, secrets: ["A_SECRET"] } : signature;
  const environment = (name: string) => (name === "A_SECRET" ? secret : undefined);
  return createVerify({ environment, publicUrl })(whole, request, at);
}

/** What the services print in their documentation, with the secrets that they print. */
describe("an example of the documentation", () => {
  test("of GitHub is valid", async () => {
    const request = raw(
      "POST",
      "/",
      { "x-hub-signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" },
      "Hello, World!",
    );
    expect(await verify("github", "It's a Secret to Everybody", request)).toBe("valid");
  });

  test("of Standard Webhooks is valid", async () => {
    const headers = {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const request = raw("POST", "/", headers, '{"test": 2432232314}');
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    expect(await verify("standard-webhooks", secret, request, 1_614_265_330_000)).toBe("valid");
    expect(await verify("standard-webhooks", secret, request)).toBe("untimely");
  });

  test("of Slack is valid", async () => {
    const body = [
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V",
      "channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=",
      "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN",
      "trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
    ].join("&");
    const headers = {
      "x-slack-request-timestamp": "1531420618",
      "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    };
    const request = raw("POST", "/", headers, body);
    expect(await verify("slack", "8f742231b10e8888abcd99yyyzzz85a5", request, 1_531_420_618_000)).toBe("valid");
  });
});

describe("standard-webhooks", () => {
  const secret = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;
  const body = '{"text":"äöü 😀"}';
  const request = (signature: string) =>
    raw(
      "POST",
      "/",
      { "webhook-id": "m", "webhook-timestamp": String(seconds(now)), "webhook-signature": signature },
      body,
    );

  test("is what Svix signs", async () => {
    const signature = new SvixWebhook(secret).sign("m", new Date(now), body);
    expect(await verify("standard-webhooks", secret, request(signature))).toBe("valid");
  });

  test("takes any of several signatures, and passes over other versions", async () => {
    const right = new StandardWebhook(secret).sign("m", new Date(now), body);
    const wrong = new StandardWebhook(`whsec_${Buffer.alloc(24, 8).toString("base64")}`).sign("m", new Date(now), body);
    expect(await verify("standard-webhooks", secret, request(`${wrong} v1a,abc ${right}`))).toBe("valid");
    expect(await verify("standard-webhooks", secret, request(wrong))).toBe("mismatch");
    expect(await verify("standard-webhooks", secret, request(right.replace("v1,", "v1a,")))).toBe("malformed");
    expect(await verify("standard-webhooks", secret, request(`${right},${right}`))).toBe("malformed");
  });

  test.each(["whsec_", "whsec_!", "not base64 at all!"])("has no key with the secret %j", async (wrong) => {
    const right = new StandardWebhook(secret).sign("m", new Date(now), body);
    expect(await verify("standard-webhooks", wrong, request(right))).toBe("no-secret");
  });
});

describe("stripe", () => {
  const body = "{}";
  const time = seconds(now);
  const right = hmac("hex", "whsec_x", time, ".", body);
  const request = (header: string) => raw("POST", "/", { "stripe-signature": header }, body);

  test.each([
    [`t=${time},v1=${right}`, "valid"],
    [`t=${time}, v0=${"0".repeat(64)}, v1=${"0".repeat(64)}, v1=${right}`, "valid"],
    [`v1=${right},t=${time}`, "valid"],
    [`t=${time},v0=${right}`, "malformed"],
    [`t=${time},t=${time},v1=${right}`, "malformed"],
    [`t=${time - 1},t=${time},v1=${right}`, "malformed"],
    [`v1=${right}`, "missing"],
    [`t=,v1=${right}`, "malformed"],
    [`t=${time},v1=${"0".repeat(64)}`, "mismatch"],
    [`t=${time + 301},v1=${hmac("hex", "whsec_x", time + 301, ".", body)}`, "untimely"],
  ])("%s", async (header, verdict) => {
    expect(await verify("stripe", "whsec_x", request(header))).toBe(verdict);
  });
});

describe("what is signed with the URL", () => {
  const path = "/hooks/app/hook?a=%3A%2f%40&b=%20c%26";

  test("HubSpot undoes some of its escapes", async () => {
    const url = `${publicUrl}/hooks/app/hook?a=:/@&b=%20c%26`;
    const headers = {
      "x-hubspot-request-timestamp": String(now),
      "x-hubspot-signature-v3": hmac("base64", "s", "POST", url, "[]", now),
    };
    expect(await verify("hubspot-v3", "s", raw("POST", path, headers, "[]"))).toBe("valid");
    expect(await verify("hubspot-v3", "s", raw("PUT", path, headers, "[]"))).toBe("mismatch");
    expect(await verify("hubspot-v3", "s", raw("POST", `${path}1`, headers, "[]"))).toBe("mismatch");
  });

  test("Square takes it as it is", async () => {
    const headers = { "x-square-hmacsha256-signature": hmac("base64", "s", publicUrl, path, "{}") };
    expect(await verify("square", "s", raw("POST", path, headers, "{}"))).toBe("valid");
    expect(await verify("square", "s", raw("POST", "/hooks/app/hook", headers, "{}"))).toBe("mismatch");
  });
});

test("a hexadecimal signature may have capitals, one in base64 has one way to be written", async () => {
  const signature = hmac("hex", "s", "{}");
  expect(
    await verify("github", "s", raw("POST", "/", { "x-hub-signature-256": `sha256=${signature.toUpperCase()}` }, "{}")),
  ).toBe("valid");
  const base64 = hmac("base64", "s", "{}");
  // The last digit before the padding has two bits that no byte needs.
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const loose = `${base64.slice(0, -2)}${digits[digits.indexOf(base64.at(-2) ?? "") + 1]}=`;
  expect(Buffer.from(loose, "base64")).toEqual(Buffer.from(base64, "base64"));
  for (const text of [loose, base64.slice(0, -1), ` ${base64}`, base64.replaceAll("+", "-").replaceAll("/", "_")]) {
    const verdict = await verify("shopify", "s", raw("POST", "/", { "x-shopify-hmac-sha256": text }, "{}"));
    expect(verdict).toBe(text === base64 ? "valid" : "malformed");
  }
});

test("bytes that are no text are signed as they are", async () => {
  const body = Uint8Array.from({ length: 256 }, (_, i) => i);
  const { createHmac } = await import("node:crypto");
  const signature = createHmac("sha256", "s").update(body).digest("hex");
  const request = { ...raw("POST", "/", { "x-hub-signature-256": `sha256=${signature}` }), body };
  expect(await verify("github", "s", request)).toBe("valid");
});

test("a header with a name that every object has is not there", async () => {
  const scheme = {
    header: "constructor",
    form: { kind: "whole", prefix: "" },
    algorithm: "sha256",
    encoding: "hex",
    signed: [{ kind: "rawBody" }],
    secret: "text",
    handshake: "signed",
  } as const;
  expect(await verify({ scheme, secrets: ["A_SECRET"] }, "s", raw("POST", "/", {}, "{}"))).toBe("missing");
});

test("whatever is changed of the body, the time or the signature, it is refused", async () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(text, text, fc.integer({ min: -300, max: 300 }), fc.nat(), async (body, other, away, at) => {
      const time = seconds(now) + away;
      const encoded = hmac("hex", "s", "v0:", time, ":", body);
      const request = (sent: string, sentTime: number, signature: string) =>
        raw("POST", "/", { "x-slack-request-timestamp": String(sentTime), "x-slack-signature": signature }, sent);
      expect(await verify("slack", "s", request(body, time, `v0=${encoded}`))).toBe("valid");
      if (Buffer.compare(Buffer.from(other), Buffer.from(body)) !== 0) {
        expect(await verify("slack", "s", request(other, time, `v0=${encoded}`))).toBe("mismatch");
      }
      expect(await verify("slack", "s", request(body, time - Math.sign(away || 1), `v0=${encoded}`))).toBe("mismatch");
      const place = at % encoded.length;
      const digit = ((Number.parseInt(encoded[place] ?? "0", 16) + 1 + (at % 15)) % 16).toString(16);
      const changed = encoded.slice(0, place) + digit + encoded.slice(place + 1);
      expect(await verify("slack", "s", request(body, time, `v0=${changed}`))).toBe("mismatch");
      // HMAC fills a key up with zeros (RFC 2104 §2): with some more at its end it is the same key.
      expect(await verify("slack", `s${other}`, request(body, time, `v0=${encoded}`))).toBe(
        other.replaceAll("\0", "") === "" ? "valid" : "mismatch",
      );
    }),
  );
});
