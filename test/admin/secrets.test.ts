import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecrets, newSecretKey, newTargetSecret } from "../../runtime/secrets.ts";

describe("sealed texts", () => {
  it("open to the same text", async () => {
    const secrets = await createSecrets(newSecretKey());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        expect(await secrets.open(await secrets.seal(text))).toBe(text);
      }),
    );
  });

  it("never look the same twice, nor like what they hold", async () => {
    const secrets = await createSecrets(newSecretKey());
    const sealed = await Promise.all(Array.from({ length: 50 }, () => secrets.seal("canary")));
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.join()).not.toContain("canary");
    expect(sealed.join()).not.toContain(btoa("canary").slice(0, 6));
  });

  it("do not open after any change", async () => {
    const secrets = await createSecrets(newSecretKey());
    const sealed = await secrets.seal("text");
    const payload = sealed.lastIndexOf(".") + 1;
    for (let at = 0; at < sealed.length; at += 1) {
      if (sealed[at] === "=") continue;
      const other = sealed[at] === "A" ? "B" : "A";
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      const opened = secrets.open(changed);
      // The last digit of base64 may carry bits that belong to no byte.
      if (at >= payload && atob(changed.slice(payload)) === atob(sealed.slice(payload))) continue;
      await expect(opened).rejects.toMatchObject({ code: "secret-unreadable" });
    }
    for (const broken of [
      "",
      "v1",
      "v1.",
      sealed.slice(0, -8),
      `${sealed}.x`.replace("v1", "v2"),
      sealed.slice(0, payload),
    ]) {
      await expect(secrets.open(broken)).rejects.toMatchObject({ code: "secret-unreadable" });
    }
  });

  it("open with their own key only, and say which key they need", async () => {
    const [one, other] = [await createSecrets("11".repeat(32)), await createSecrets("22".repeat(32))];
    await expect(other.open(await one.seal("text"))).rejects.toThrow(
      /sealed with the key [0-9a-f]{8}, and the key at hand is/,
    );
  });

  it("take one key in hex, in base64 and in its URL form", async () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, n) => 255 - n);
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const base64 = btoa(String.fromCharCode(...bytes));
    const sealed = await (await createSecrets(hex)).seal("text");
    for (const key of [hex.toUpperCase(), base64, base64.replaceAll("+", "-").replaceAll("/", "_").replace("=", "")]) {
      expect(await (await createSecrets(key)).open(sealed)).toBe("text");
    }
  });
});

it("target secrets are 24 random bytes in the form of Standard Webhooks", () => {
  const secrets = Array.from({ length: 100 }, newTargetSecret);
  for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  expect(new Set(secrets).size).toBe(100);
});
