import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { sign } from "../../runtime/deliver/sign.ts";
import { newTargetSecret } from "../../runtime/secrets.ts";

/** What a consumer does with a library of its own. */
function accepted(secret: string, { id, timestamp, body }: Parameters<typeof sign>[1], signature: string): boolean {
  const headers = { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature };
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

const now = Math.floor(Date.now() / 1000);

describe("a signature", () => {
  test("is accepted by another implementation, whatever the body", async () => {
    const secret = newTargetSecret();
    const body = fc.json({ maxDepth: 4 });
    const id = fc.stringMatching(/^[\w-]{1,60}$/);
    await fc.assert(
      fc.asyncProperty(id, body, async (webhookId, text) => {
        const message = { id: webhookId, timestamp: now, body: text };
        const signature = await sign([secret], message);
        expect(accepted(secret, message, signature)).toBe(true);
        expect(accepted(secret, { ...message, body: `${text} ` }, signature)).toBe(false);
        expect(accepted(secret, { ...message, id: `${webhookId}0` }, signature)).toBe(false);
        expect(accepted(secret, { ...message, timestamp: now + 1 }, signature)).toBe(false);
      }),
    );
  });

  test("is given for each secret, so that either is accepted while one replaces the other", async () => {
    const [old, next, other] = [newTargetSecret(), newTargetSecret(), newTargetSecret()];
    const message = { id: "msg-1", timestamp: now, body: '{"text":"äöü 😀"}' };
    const signature = await sign([next, old], message);
    expect(signature.split(" ").length).toBe(2);
    expect([old, next, other].map((secret) => accepted(secret, message, signature))).toEqual([true, true, false]);
  });

  test.each(["", "whsec_", "whsec_!!!"])("is refused with the secret %j", async (secret) => {
    await expect(sign([secret], { id: "1", timestamp: 1, body: "" })).rejects.toMatchObject({ code: "target-secret" });
  });
});
