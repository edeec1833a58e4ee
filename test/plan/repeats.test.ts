import { describe, expect, it } from "vitest";
import { createCompare } from "../../runtime/plan/compare.ts";
import type { RecordedRequest } from "../../runtime/plan/recorded.ts";
import { type AppFiles, compiled } from "./app.ts";

const hook = '{"iterate": "{{body.events}}", "uid": "{{item.user}}", "output": {"n": "{{item.n}}"}}';
const MINUTE = 60_000;

function app(webhook: object, text = hook): AppFiles {
  return { "webhook.iml.json": text, "imlc.json": JSON.stringify({ webhook }) };
}

interface Event {
  readonly id?: number;
  readonly key?: string;
  readonly user?: unknown;
  readonly n?: number;
}

function request(id: string, minutes: number, ...events: readonly Event[]): RecordedRequest {
  return {
    id,
    receivedAt: Date.UTC(2026, 0, 2) + minutes * MINUTE,
    method: "POST",
    url: "/hooks/shop/webhook",
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(JSON.stringify({ events })),
  };
}

/** What differs, request by request: the item, the kind, and both values. */
async function told(old: AppFiles, now: AppFiles, requests: readonly RecordedRequest[]): Promise<readonly string[]> {
  const apps = { old: [await compiled(old)], new: [await compiled(now)] };
  const compare = createCompare(apps, { environment: () => undefined, publicUrl: "http://localhost" });
  const lines: string[] = [];
  for (const one of requests) {
    for (const { request, item, kind, values } of (await compare(one)) ?? [])
      lines.push(`${request}.${item}: ${kind} ${values.old} → ${values.new}`);
  }
  return lines;
}

const byId = app({ dedupe: "{{item.id}}" });

describe("an item whose key came before", () => {
  const upper = app({ dedupe: "{{item.id}}" }, hook.replace("item.n}}", "item.n + 1}}"));

  it("comes to nothing, whatever would be made of it", async () => {
    const requests = [request("a", 0, { id: 1, n: 1 }), request("b", 1, { id: 1, n: 1 }, { id: 2, n: 5 })];
    expect(await told(byId, upper, requests)).toEqual(["a.1: bundle 1 → 2", "b.2: bundle 5 → 6"]);
  });

  it("may be of the same request", async () => {
    const twice = [request("a", 0, { id: 1, n: 1 }, { id: 1, n: 3 })];
    expect(await told(byId, upper, twice)).toEqual(["a.1: bundle 1 → 2"]);
  });

  it("is taken again after a week, or what its webhook says", async () => {
    const week = 7 * 24 * 60;
    const weeks = [request("a", 0, { id: 1, n: 1 }), request("b", week - 1, { id: 1, n: 1 })];
    expect(await told(byId, upper, weeks)).toEqual(["a.1: bundle 1 → 2"]);
    expect(await told(byId, upper, [...weeks, request("c", week, { id: 1, n: 1 })])).toEqual([
      "a.1: bundle 1 → 2",
      "c.1: bundle 1 → 2",
    ]);
  });

  it("is no reason to tell of another iteration", async () => {
    const now = app({ dedupe: "{{item.id}}" }, hook.replace("body.events", "slice(body.events; 0; 1)"));
    expect(await told(byId, now, [request("a", 0, { id: 1 }, { id: 1, n: 2 })])).toEqual([]);
  });

  it("was not taken if it failed: then a repeat is", async () => {
    const strict = (sum: string) => app({ dedupe: "{{item.id}}" }, hook.replace("{{item.n}}", sum));
    const [old, now] = [strict("{{parseNumber(item.n)}}"), strict("{{parseNumber(item.n) + 1}}")];
    const requests = [
      { ...request("a", 0), body: new TextEncoder().encode('{"events": [{"id": 1, "n": "much"}]}') },
      request("b", 1, { id: 1, n: 1 }),
      request("c", 2, { id: 1, n: 2 }),
    ];
    expect(await told(old, now, requests)).toEqual(["b.1: bundle 1 → 2"]);
  });
});

describe("a window or a key that changes", () => {
  it("lets a repeat pass, or does not", async () => {
    const [hour, minute] = [3600, 60].map((dedupeWindow) => app({ dedupe: "{{item.id}}", dedupeWindow }));
    const requests = [request("a", 0, { id: 1 }), request("b", 2, { id: 1 })];
    expect(await told(hour ?? {}, minute ?? {}, requests)).toEqual(["b.1: duplicate true → false"]);
    expect(await told(minute ?? {}, hour ?? {}, requests)).toEqual(["b.1: duplicate false → true"]);
  });

  it("tells of the key, and whose repeat it makes", async () => {
    const byKey = app({ dedupe: "{{item.key}}" });
    const requests = [request("a", 0, { id: 1, key: "x" }), request("b", 1, { id: 2, key: "x" })];
    expect(await told(byId, byKey, requests)).toEqual([
      'a.1: dedupe "1" → "x"',
      'b.1: dedupe "2" → "x"',
      "b.1: duplicate false → true",
    ]);
  });

  it("that is new leaves out what came twice", async () => {
    const requests = [request("a", 0, { id: 1 }), request("b", 1, { id: 1 })];
    expect(await told(app({}), byId, requests)).toEqual([
      'a.1: dedupe undefined → "1"',
      'b.1: dedupe undefined → "1"',
      "b.1: duplicate false → true",
    ]);
  });
});
