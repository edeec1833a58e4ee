import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import type { DeliveryInfo, Handlers } from "../../runtime/deliver/function.ts";
import { createTargets } from "../../runtime/deliver/target.ts";
import { createSecrets, newSecretKey, newTargetSecret } from "../../runtime/secrets.ts";
import { consumer, localSend, type Seen } from "./consumer.ts";
import { delivery } from "./delivery.ts";
import { manualClock } from "./manual-clock.ts";

const secrets = await createSecrets(newSecretKey());
const clock = manualClock(Date.now());

function targets(functions: Handlers = {}, timeout = 30_000) {
  return createTargets({ send: localSend, secrets, clock, timeout, functions });
}

async function http(url: string, secret = newTargetSecret()) {
  return { kind: "http", url, secret: await secrets.seal(secret) } as const;
}

describe("a URL", () => {
  test("gets the bundle itself, signed", async () => {
    const seen: Seen[] = [];
    const url = await consumer((request, response) => {
      seen.push(request);
      response.writeHead(204).end();
    });
    const secret = newTargetSecret();
    const bundle = '{"text":"äöü 😀","id":"12345678901234567890","list":[1,null]}';
    const result = await targets()(await http(`${url}/in?a=1`, secret), delivery({ id: "item-1-7" }), bundle);
    expect(result).toEqual({ kind: "delivered", status: 204 });
    const [{ method, url: path, headers, body } = {} as Seen] = seen;
    expect([method, path, body]).toEqual(["POST", "/in?a=1", bundle]);
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["webhook-id"]).toBe("item-1-7");
    expect(headers["webhook-timestamp"]).toBe(String(Math.floor(clock.now() / 1000)));
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(bundle));
  });

  test.each([
    [200, undefined, { kind: "delivered" }],
    [299, undefined, { kind: "delivered" }],
    [301, undefined, { kind: "failed", failure: { code: "target-redirects" } }],
    [304, undefined, { kind: "failed", failure: { code: "target-redirects" } }],
    [400, undefined, { kind: "failed", failure: { code: "target-status", message: "The target answered 400." } }],
    [410, undefined, { kind: "gone", failure: { code: "target-gone" } }],
    [429, "7", { kind: "failed", failure: { code: "target-status" }, retryAfter: 7_000 }],
    [503, "later", { kind: "failed", failure: { code: "target-status" }, retryAfter: undefined }],
  ])("that answers %s, Retry-After %s", async (status, retryAfter, expected) => {
    const paths: (string | undefined)[] = [];
    const url = await consumer((request, response) => {
      paths.push(request.url);
      const headers = { location: "/elsewhere", ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }) };
      response.writeHead(status, headers).end();
    });
    expect(await targets()(await http(`${url}/in`), delivery(), "{}")).toMatchObject(expected);
    expect(paths).toEqual(["/in"]);
  });

  test("that does not answer in time, or at all, is a failure", async () => {
    const slow = await consumer(() => {});
    await expect(targets({}, 100)(await http(slow), delivery(), "{}")).rejects.toThrow();
    await expect(targets()(await http("http://127.0.0.1:1"), delivery(), "{}")).rejects.toThrow();
  });

  test("whose secret was sealed with another key is not tried", async () => {
    const strange = await (await createSecrets(newSecretKey())).seal(newTargetSecret());
    const asked: Seen[] = [];
    const url = await consumer((request) => asked.push(request));
    const target = { kind: "http", url, secret: strange } as const;
    await expect(targets()(target, delivery(), "{}")).rejects.toMatchObject({ code: "secret-unreadable" });
    expect(asked).toEqual([]);
  });
});

describe("a function", () => {
  const target = { kind: "function", name: "notify" } as const;

  test("gets the bundle as a value, and what tells a repeat", async () => {
    const calls: [Value, DeliveryInfo][] = [];
    const notify = async (bundle: Value, info: DeliveryInfo) => {
      calls.push([bundle, info]);
    };
    const waiting = delivery({ attempts: 2 });
    expect(await targets({ notify })(target, waiting, '{"a":[1]}')).toEqual({ kind: "delivered" });
    const about = { id: waiting.id, subscription: "s1", uid: "u1", attempt: 3 };
    expect(calls).toEqual([[{ a: [1] }, { ...about, signal: expect.any(AbortSignal) }]]);
  });

  test("fails by throwing, at once or later", async () => {
    const atOnce = () => {
      throw new Error("The queue is closed.");
    };
    await expect(targets({ notify: atOnce })(target, delivery(), "1")).rejects.toThrow("The queue is closed.");
    const later = async () => atOnce();
    await expect(targets({ notify: later })(target, delivery(), "1")).rejects.toThrow("The queue is closed.");
  });

  test("fails when its time is up, and is told", async () => {
    let told: unknown;
    const notify = (_: Value, { signal }: DeliveryInfo) =>
      new Promise(() => signal.addEventListener("abort", () => (told = signal.reason)));
    await expect(targets({ notify }, 30)(target, delivery(), "1")).rejects.toMatchObject({ code: "timeout" });
    expect(told).toMatchObject({ code: "timeout" });
  });

  test.each(["none", "__proto__", "constructor", "toString"])(
    "that there is not, like %s, is a failure",
    async (name) => {
      const missing = targets({ notify: () => {} })({ kind: "function", name }, delivery(), "1");
      await expect(missing).rejects.toMatchObject({ code: "target-unknown" });
    },
  );
});
