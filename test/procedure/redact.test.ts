import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafTexts, redactNamed, sanitize } from "../../runtime/procedure/redact.ts";

const record = {
  request: {
    method: "POST",
    url: "https://api.example.com/v1/hooks",
    headers: { Authorization: "Bearer t0ken-value", "X-Hook-Type": "orders", accept: "text/plain" },
    qs: { api_key: "k-123456", page: "2" },
    body: {
      items: [
        { pin: "77889900", name: "a" },
        { pin: "11223344", name: "b" },
      ],
      note: "call 77889900",
    },
  },
  response: { statusCode: 401, body: { message: "invalid token t0ken-value", echo: "t0ken-value" } },
};

describe("sanitize", () => {
  it("takes out what a path names, in any case, through arrays, with back-ticks", () => {
    const clean = sanitize(record, ["REQUEST.Headers.`x-hook-type`", "request.body.items.pin"], []);
    expect(clean.request.headers).toEqual({ accept: "text/plain" });
    expect(clean.request.body.items).toEqual([{ name: "a" }, { name: "b" }]);
  });

  it("takes out a whole branch", () => {
    expect(sanitize(record, ["request.body"], []).request).not.toHaveProperty("body");
    expect(sanitize(record, ["response"], [])).not.toHaveProperty("response");
  });

  it("takes out what a key calls secret, though no path names it", () => {
    const clean = sanitize(record, [], []);
    expect(clean.request.headers).not.toHaveProperty("Authorization");
    expect(clean.request.qs).toEqual({ page: "2" });
  });

  it("takes out the copies of what it took out, wherever they are", () => {
    const clean = sanitize(record, ["request.body.items.pin"], []);
    expect(clean.response.body).toEqual({ message: "invalid token [redacted]", echo: "[redacted]" });
    expect(clean.request.body.note).toBe("call [redacted]");
  });

  it("takes out given secrets in the ways in which URLs, forms, JSON and numbers write them", () => {
    const secret = 'a b&"c/d';
    const told = {
      url: `https://x/${encodeURIComponent(secret)}?q=a+b%26%22c%2Fd`,
      text: JSON.stringify({ secret }),
      plain: secret,
      id: 987654321,
    };
    expect(sanitize(told, [], [secret, "987654321"])).toEqual({
      url: "https://x/[redacted]?q=[redacted]",
      text: '{"secret":"[redacted]"}',
      plain: "[redacted]",
      id: "[redacted]",
    });
  });

  it("leaves short values alone: they are words, not secrets", () => {
    expect(sanitize({ text: "a page of 2" }, [], ["a", "page", "2"])).toEqual({ text: "a page of 2" });
  });

  it("leaves no trace of a secret in any record", () => {
    const secret = fc
      .string({ minLength: 6, unit: "binary" })
      .filter((text) => text.trim().length >= 6 && !"[redacted]".includes(text));
    fc.assert(
      fc.property(secret, fc.jsonValue(), fc.string(), (planted, other, around) => {
        const told = {
          other,
          text: `${around}${planted}${around}`,
          deep: [{ [planted]: planted }],
          access_token: planted,
        };
        const clean = sanitize(told, [], [planted]);
        expect(leafTexts([clean, Object.keys(clean.deep[0] ?? {})]).some((text) => text.includes(planted))).toBe(false);
      }),
    );
  });
});

describe("redactNamed", () => {
  it.each([
    "authorization",
    "Cookie",
    "set-cookie",
    "proxy-authorization",
    "access_token",
    "clientSecret",
    "password",
    "x-api-key",
    "apikey",
    "private_key",
    "x-hub-signature-256",
  ])("knows %s", (name) => {
    expect(redactNamed({ [name]: "value", deep: [{ [name]: 1 }], kept: 1 })).toEqual({ deep: [{}], kept: 1 });
  });
});
