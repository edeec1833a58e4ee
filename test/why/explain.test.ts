import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eq } from "../../language/values.ts";
import { explain } from "../../runtime/why/explain.ts";
import { chat } from "../receive/chat.ts";
import { hook, instant, post } from "../receive/post.ts";
import { decision } from "./shop.ts";

describe("a story", () => {
  it("needs no store", () => {
    const { outcome, status, items } = explain(hook(chat), post({ data: [{ userId: 7 }, { userID: 8 }] }), instant);
    expect([outcome, status]).toEqual(["items", 200]);
    expect(items.map(({ id, uid, outcome }) => [id, uid, outcome])).toEqual([
      ["x1-1", "7", "evaluated"],
      ["x1-2", undefined, "unowned"],
    ]);
    expect(items[1]?.steps.at(-1)).toMatchObject({
      place: "webhook.iml.json:16:10",
      advice: "`item.userId` is not there; the item has `item.userID`.",
    });
  });

  it("says that a verification without a condition takes everything", () => {
    const story = explain(hook({ verification: { respond: () => ({ body: "ok" }) } }), post({}), instant);
    expect([story.outcome, decision(story)?.advice]).toEqual([
      "handshake",
      "Without a `verification.condition` every request is a handshake; write one that is true for handshakes only.",
    ]);
  });

  it("says why a body could not be read", () => {
    const { outcome, status, steps } = explain(hook(chat), post("{"), instant);
    expect([outcome, status, steps]).toMatchObject(["unreadable", 400, [{ stage: "body" }]]);
  });

  it("of very many items tells some, and how many more there are", () => {
    const data = Array.from({ length: 60 }, (_, userId) => ({ userId }));
    const { items, more } = explain(hook(chat), post({ data }), instant);
    expect([items.length, more]).toEqual([50, 10]);
  });

  it("finds what was meant elsewhere in the body", () => {
    const module = hook({ uid: ({ item }) => item?.account?.Owner, places: {} });
    const told = (body: object) => decision(explain(module, post(body), instant))?.advice;
    expect(told({ account: { holder: { owner: 7 } } })).toBe(
      "`item.account.Owner` is not there; the item has `item.account.holder.owner`.",
    );
    expect(told({ account: { name: "a", key: 1 } })).toBe(
      "`item.account.Owner` is not there; `item.account` has `name`, `key`.",
    );
    expect(told({ account: {} })).toBe("`item.account.Owner` is not there; `item.account` is an empty collection.");
    expect(told({ accounts: [{ owner: 7 }] })).toBe("`item.account` is not there; the item has `item.accounts`.");
  });
});

describe("secrets", () => {
  const canary = "canary-0123456789";

  it("stand nowhere in a story, whatever reads them", () => {
    const module = hook({
      condition: ({ body, headers }) => !eq(body?.token, headers.authorization),
      iterate: ({ body }) => [body],
      uid: ({ item }) => item?.token,
      dedupe: ({ item }) => `key of ${item?.token}`,
      output: ({ item }) => ({ all: item, mine: item?.token }),
    });
    const request = post(
      { token: canary, text: `it is ${canary}` },
      { authorization: `Bearer ${canary}` },
      `/hooks/a/b?api_key=${canary}`,
    );
    const text = JSON.stringify(explain(module, request, instant));
    expect(text).not.toContain(canary);
    expect(text).toContain("[redacted]");
  });

  it("also where an expression fails with them", () => {
    const module = hook({
      uid: ({ item }) => {
        throw new Error(`cannot read ${item?.token}`);
      },
    });
    expect(JSON.stringify(explain(module, post({ token: canary }), instant))).not.toContain(canary);
  });
});

it("is short, and never fails, whatever comes", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (body) => {
      const story = explain(hook(chat), post(body ?? {}), instant);
      for (const { gave = "", reads = [] } of [...story.steps, ...story.items.flatMap(({ steps }) => steps)]) {
        expect(Math.max(gave.length, ...reads.map(({ value = "" }) => value.length))).toBeLessThanOrEqual(401);
      }
    }),
  );
});
