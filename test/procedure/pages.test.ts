import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AttachScope } from "../../language/scopes.ts";
import { get } from "../../language/values.ts";
import type { ProcedureRequest } from "../../runtime/contract.ts";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import { runProcedure } from "../../runtime/procedure/run.ts";
import { type Asked, type TestServer, testServer } from "../http/server.ts";
import { attachScope } from "./service.ts";

/** A service that lists numbers from 1 on, some to a page; the second answer about a page is the good one if it is flaky. */
const list = { length: 0, size: 10, flaky: 0, broken: 0 };
let server: TestServer;
const client = createClient({ guard: createGuard(["127.0.0.1"]) });
const seen = new Set<number>();
beforeAll(async () => {
  server = await testServer(({ url }, _request, response) => {
    const query = new URL(url, server.origin).searchParams;
    const page = Number(query.get("page") ?? 1);
    const numbers = Array.from({ length: list.length }, (_, index) => index + 1);
    const busy = page === list.flaky && !seen.has(page);
    seen.add(page);
    const next = page * list.size < list.length ? `${server.origin}/?page=${page + 1}` : undefined;
    const items = numbers.slice((page - 1) * list.size, page * list.size);
    response.writeHead(page === list.broken ? 500 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ items: busy ? [] : items, busy, next }));
  });
});
afterAll(async () => {
  await client.close();
  await server.close();
});

type Pages = NonNullable<ProcedureRequest<AttachScope>["pagination"]>;

const byNumber: Pages = { request: ({ pagination }) => ({ qs: { page: pagination.page } }) };
const byLink: Pages = {
  condition: ({ body }) => body?.next !== undefined,
  request: ({ body }) => ({ url: body?.next }),
};

async function run(
  pagination: Pages,
  listed: Partial<typeof list>,
  more: Partial<ProcedureRequest<AttachScope>> = {},
  places = {},
) {
  seen.clear();
  Object.assign(list, { length: 0, size: 10, flaky: 0, broken: 0 }, listed);
  const before = server.asked.length;
  const request: ProcedureRequest<AttachScope> = {
    request: () => ({ url: `${server.origin}/?of=all`, headers: { "X-Token": "t-123456", "x-first": "1" } }),
    iterate: ({ body }) => body?.items,
    output: ({ item }) => item,
    pagination,
    ...more,
  };
  const outcome = await runProcedure({
    name: "listing",
    procedure: { requests: [request], places },
    scope: attachScope,
    send: client.send,
    clock: { now: Date.now, sleep: async () => undefined },
    log: () => undefined,
    about: {},
    secrets: [],
  });
  const asked: readonly Asked[] = server.asked.slice(before);
  return { outcome, asked, output: outcome.kind === "done" ? outcome.output : outcome };
}

const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);

describe("pages of an answer", () => {
  it.each([
    ["by their number, as long as they give something", byNumber],
    ["by links", byLink],
  ])("are asked for %s, and give the whole list", async (_by, pagination) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 9 }), async (length, size) => {
        expect((await run(pagination, { length, size })).output).toEqual(upTo(length));
      }),
      { numRuns: 25 },
    );
  });

  it("are as the first request but for what is another, unless they are not to be merged", async () => {
    const pagination: Pages = {
      ...byNumber,
      condition: ({ pagination: { page } }) => page <= 2,
      request: ({ pagination: { page } }) => ({ qs: { page }, headers: { "x-token": "other" }, method: "POST" }),
    };
    const merged = await run(pagination, { length: 20 });
    expect(merged.asked[1]).toMatchObject({
      method: "POST",
      url: "/?of=all&page=2",
      headers: { "x-token": "other", "x-first": "1" },
    });
    const alone = await run(
      { ...pagination, mergeWithParent: () => false, request: (scope) => ({ ...byLink.request?.(scope) }) },
      { length: 20 },
    );
    expect(alone.asked[1]?.url).toBe("/?page=2");
    expect(alone.asked[1]?.headers).not.toHaveProperty("x-first");
  });

  it("end with `response.limit`", async () => {
    for (const [limit, asked] of [
      [10, 1],
      [11, 2],
      [25, 3],
    ] as const) {
      const ended = await run(byNumber, { length: 100 }, { limit: () => limit });
      expect([ended.output, ended.asked.length]).toEqual([upTo(limit), asked]);
    }
  });

  it("may be 50, and one more is an error: a list that is cut off would pass for the whole", async () => {
    expect((await run(byLink, { length: 50, size: 1 })).output).toEqual(upTo(50));
    const places = { pagination: "imlc.json:9:1" };
    const { outcome, asked } = await run(byLink, { length: 51, size: 1 }, {}, places);
    expect([outcome, asked.length]).toMatchObject([
      { kind: "failed", failure: { code: "too-many-pages", place: "imlc.json:9:1" } },
      50,
    ]);
  });

  it("fail as a whole if one of them fails", async () => {
    const { outcome, asked } = await run(byNumber, { length: 40, broken: 3 });
    expect([outcome, asked.length]).toMatchObject([{ kind: "failed", status: 500, transient: true }, 3]);
  });

  it("are each repeated as the first one", async () => {
    const repeat = {
      condition: ({ body }: { body: AttachScope["webhook"] }) => get(body, "busy") === (true as unknown),
    };
    const { output, asked } = await run(byLink, { length: 30, flaky: 2 }, { repeat });
    expect(output).toEqual(upTo(30));
    expect(asked.map(({ url }) => url)).toEqual(["/?of=all", "/?page=2", "/?page=2", "/?page=3"]);
  });

  it("are not asked for where nothing was sent", async () => {
    expect((await run(byNumber, { length: 20 }, { condition: () => false })).asked).toEqual([]);
  });
});
