import { describe, expect, it } from "vitest";
import { ImlError, site } from "../../language/error.ts";
import { eq, type Value } from "../../language/values.ts";
import type { Webhook } from "../../runtime/contract.ts";
import { receive } from "../../runtime/receive/receive.ts";
import { chat } from "./chat.ts";
import { bundles, hook, instant, post, received } from "./post.ts";

function failing(): never {
  throw new ImlError("argument-value", site("parseDate", "webhook.iml.json:9:9"), "`abc` is not a valid date");
}

describe("the way of a request", () => {
  it("is a handshake first: answered, and nothing emitted", () => {
    const { reply, items } = receive(
      hook(chat),
      post({ type: "url_verification", challenge: "a b&c", data: [{}] }),
      instant,
    );
    expect(reply).toEqual({
      status: 255,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "challenge=a+b%26c",
    });
    expect(items).toEqual([]);
  });

  it("is split into items, each with its owner, in order", () => {
    const batch = {
      data: [
        { userId: 7, text: "one" },
        { userId: "9", text: "two" },
        { userId: 7, text: "three" },
        { text: "whose?" },
      ],
    };
    const got = receive(hook(chat), post(batch), instant);
    expect(got.reply).toEqual({
      status: 200,
      headers: { "content-type": "text/plain; charset=utf-8", accepted: "true" },
      body: "accepted",
    });
    expect(bundles(got)).toEqual([
      ["7", { userId: 7, text: "one" }],
      ["9", { userId: "9", text: "two" }],
      ["7", { userId: 7, text: "three" }],
      [undefined, { text: "whose?" }],
    ]);
    expect(new Set(got.items.map(({ id }) => id)).size).toBe(4);
  });

  it("gives the same again for the same request and instant", () => {
    const request = post({ data: [{ userId: 1 }, { userId: 2 }] });
    expect(receive(hook(chat), request, instant)).toEqual(receive(hook(chat), request, instant));
  });

  it("answers 200 Accepted where the manifest says nothing, and the body is the item", () => {
    const got = received({ uid: ({ item }) => item?.id }, post({ id: "u" }));
    expect(got.reply).toEqual({
      status: 200,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: "Accepted",
    });
    expect(bundles(got)).toEqual([["u", { id: "u" }]]);
  });

  it("answers the same whether an owner is known, unknown or missing", () => {
    const replies = [{ userId: 1 }, { userId: null }, {}].map(
      (item) => receive(hook(chat), post({ data: [item] }), instant).reply,
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  });
});

describe("verification", () => {
  it("without a condition takes every request", () => {
    const got = received({ verification: { respond: () => ({ body: { ok: true } }) }, uid: () => "u" }, post({}));
    expect(got.reply.body).toBe('{"ok":true}');
    expect(got.items).toEqual([]);
  });

  it("without respond answers Accepted", () => {
    expect(received({ verification: { condition: () => true } }, post({})).reply.body).toBe("Accepted");
  });
});

describe("condition", () => {
  const onlyNew = ({ body }: { readonly body: Value }): boolean => eq((body as { kind?: string }).kind, "new");

  it("that is false emits nothing, and respond still answers", () => {
    const got = received(
      { condition: onlyNew, uid: () => "u", respond: () => ({ type: "text", body: "seen" }) },
      post({ kind: "old" }),
    );
    expect(got.items).toEqual([]);
    expect(got.reply.body).toBe("seen");
  });

  it("that is false emits its default as the only item, whatever iterate says", () => {
    const got = received(
      {
        condition: onlyNew,
        conditionDefault: () => ({ id: "d" }),
        iterate: ({ body }) => body?.data,
        uid: ({ item }) => item?.id,
      },
      post({ kind: "old", data: [{ id: 1 }, { id: 2 }] }),
    );
    expect(bundles(got)).toEqual([["d", { id: "d" }]]);
  });

  it("that is true leaves the default alone", () => {
    const got = received(
      { condition: onlyNew, conditionDefault: () => ({ id: "d" }), uid: () => "u" },
      post({ kind: "new" }),
    );
    expect(bundles(got)).toEqual([["u", { kind: "new" }]]);
  });
});

describe("iterate", () => {
  const over = (data: Value) => received({ iterate: () => data, uid: ({ item }) => item?.id }, post({}));

  it.each<[string, Value]>([
    ["undefined", undefined],
    ["null", null],
    ["an empty array", []],
  ])("over %s gives no items", (_what, data) => {
    expect(over(data)).toMatchObject({ items: [], warnings: [] });
  });

  it.each<[string, Value]>([
    ["a collection", { id: "a" }],
    ["a text", "text"],
    ["false", false],
    ["0", 0],
  ])("over %s gives one item and a warning", (_what, data) => {
    const got = over(data);
    expect(bundles(got).map(([, bundle]) => bundle)).toEqual([data]);
    expect(got.warnings).toEqual(["iterate-not-array"]);
  });

  it("leaves out the items that its condition refuses", () => {
    const got = received(
      {
        iterate: ({ body }) => body?.data,
        iterateCondition: ({ item }) => eq(item?.keep, true),
        uid: ({ item }) => item?.id,
      },
      post({ data: [{ id: "a", keep: true }, { id: "b" }, { id: "c", keep: true }] }),
    );
    expect(bundles(got).map(([uid]) => uid)).toEqual(["a", "c"]);
  });

  it("takes items that are nothing as they are", () => {
    expect(bundles(over([null, { id: "a" }]))).toEqual([
      [undefined, null],
      ["a", { id: "a" }],
    ]);
  });
});

describe("output", () => {
  it("that leaves nothing is null", () => {
    expect(bundles(received({ uid: () => "u", output: () => undefined }, post({})))).toEqual([["u", null]]);
  });

  it("writes dates as ISO, buffers as base64, and leaves undefined out", () => {
    const output = (): Value => ({
      at: new Date(0),
      bytes: new Uint8Array([1, 2]),
      gone: undefined,
      list: [undefined],
    });
    expect(bundles(received({ uid: () => "u", output }, post({})))).toEqual([
      ["u", { at: "1970-01-01T00:00:00.000Z", bytes: "AQI=", list: [null] }],
    ]);
  });
});

describe("dedupe", () => {
  it("gives its key as text, and none where there is no key", () => {
    const got = received(
      { iterate: ({ body }) => body?.data, dedupe: ({ item }) => item?.event, uid: () => "u" },
      post({ data: [{ event: "e1" }, { event: 12 }, {}, { event: "" }, { event: ["x"] }] }),
    );
    expect(got.items.map(({ dedupe }) => dedupe)).toEqual(["e1", "12", undefined, undefined, undefined]);
  });
});

function broken(): never {
  throw new TypeError("broken function");
}

describe("an expression that throws", () => {
  const places = { "verification.condition": "w:1:1", condition: "w:2:2", iterate: "w:3:3", respond: "w:4:4" };

  it.each<[string, Partial<Webhook>]>([
    ["verification.condition", { verification: { condition: failing } }],
    ["condition", { condition: failing }],
    ["iterate", { iterate: failing }],
    ["respond", { respond: failing }],
    ["condition.default", { condition: () => false, conditionDefault: failing }],
    ["verification.respond", { verification: { respond: failing } }],
  ])("in %s answers 500, emits nothing and says where", (_unit, units) => {
    const got = received({ uid: () => "u", ...units }, post({ canary: "canary-in-payload" }));
    expect(got).toMatchObject({
      reply: { status: 500 },
      items: [],
      evaluated: true,
      failure: { code: "argument-value", place: "webhook.iml.json:9:9" },
    });
    expect(JSON.parse(got.reply.body)).toMatchObject({ error: { code: "argument-value" } });
    expect(got.reply.body).not.toContain("abc");
  });

  it.each(["verification.condition", "condition", "iterate", "respond"] as const)(
    "without a place of its own is placed at its unit: %s",
    (unit) => {
      const units = {
        "verification.condition": { verification: { condition: broken } },
        condition: { condition: broken },
        iterate: { iterate: broken },
        respond: { respond: broken },
      }[unit];
      expect(received({ places, ...units }, post({})).failure).toEqual({
        code: "expression-failed",
        message: "TypeError: broken function",
        place: places[unit],
      });
    },
  );

  it.each(["iterateCondition", "uid", "output", "dedupe"] as const)("in %s loses that item alone", (unit) => {
    const bad = ({ item }: { readonly item: Value }): Value => (item === "bad" ? failing() : "ok");
    const units = { iterate: () => ["a", "bad", "c"] as Value, uid: () => "u", output: () => "out" };
    const broken =
      unit === "iterateCondition"
        ? { iterateCondition: (scope: { readonly item: Value }) => bad(scope) === "ok" }
        : { [unit]: bad };
    const got = received({ ...units, ...broken }, post({}));
    expect(got.reply.status).toBe(200);
    expect(got.items.map(({ payload }) => payload.kind)).toEqual(["bundle", "failure", "bundle"]);
    expect(got.items[1]?.payload).toMatchObject({
      item: '"bad"',
      failure: {
        code: "argument-value",
        message: expect.stringContaining("not a valid date"),
        place: "webhook.iml.json:9:9",
      },
    });
  });

  it("in one of a hundred items of a hundred owners leaves ninety-nine", () => {
    const data = Array.from({ length: 100 }, (_, n) => ({ id: `u${n}`, date: n === 41 ? "bad" : "good" }));
    const got = received(
      {
        iterate: ({ body }) => body?.data,
        uid: ({ item }) => item?.id,
        output: ({ item }) => (eq(item?.date, "bad") ? failing() : item),
      },
      post({ data }),
    );
    const good = bundles(got).filter(([, bundle]) => bundle !== "failure");
    expect(good).toEqual(data.filter(({ date }) => date === "good").map((item) => [item.id, item]));
  });
});
