import { array, assert, asyncProperty, constantFrom, integer, oneof, record } from "fast-check";
import { afterEach, expect, it } from "vitest";
import { type Running, running, subscribeAda } from "./running.ts";

const open: Running[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Row {
  readonly id: string;
  readonly seq: number;
  readonly uid?: string;
}

interface Page {
  readonly items: readonly Row[];
  readonly next?: number;
}

async function page(server: Running, path: string, query: Readonly<Record<string, string>>): Promise<Page> {
  const { status, json } = await server.admin("GET", `${path}?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return json as unknown as Page;
}

/** Sends one item for each uid, one request for all of them. */
async function arrive(server: Running, uids: readonly number[]): Promise<void> {
  if (uids.length > 0) await server.hook({ data: uids.map((userId) => ({ userId, text: "x" })) });
}

/** 7 is Ada, who has a subscription; the others are nobody's. */
const uid = oneof(constantFrom(7), integer({ min: 8, max: 10 }));
const arrivals = array(uid, { maxLength: 5 });

const lists: readonly (readonly [path: string, filter: Readonly<Record<string, string>>])[] = [
  ["/requests", {}],
  ["/deliveries", {}],
  ["/deliveries", { uid: "7" }],
  ["/unowned", {}],
  ["/unowned", { uid: "8" }],
  ["/unowned", { webhook: "events" }],
];

it.each(lists)(
  "%s %o is read to its end while rows come in, without a gap and without a repeat",
  async (path, filter) => {
    const server = await running();
    open.push(server);
    await subscribeAda(server);
    const play = record({
      before: array(arrivals, { maxLength: 8 }),
      meanwhile: array(arrivals, { maxLength: 8 }),
      limit: integer({ min: 1, max: 7 }),
    });
    await assert(
      asyncProperty(play, async ({ before, meanwhile, limit }) => {
        for (const uids of before) await arrive(server, uids);
        const there = (await page(server, path, { ...filter, limit: "500" })).items;
        const found: Row[] = [];
        const coming = [...meanwhile];
        for (let next: number | undefined, first = true; first || next !== undefined; first = false) {
          const query: Record<string, string> = next === undefined ? {} : { before: String(next) };
          const read: Page = await page(server, path, { ...filter, ...query, limit: String(limit) });
          expect(read.items.length).toBeLessThanOrEqual(limit);
          found.push(...read.items);
          next = read.next;
          await arrive(server, coming.shift() ?? []);
        }
        expect(found.map(({ id }) => id)).toEqual(there.map(({ id }) => id));
        expect(found.map(({ seq }) => seq)).toEqual(found.map(({ seq }) => seq).toSorted((a, b) => b - a));
        if (filter.uid !== undefined)
          expect(new Set(found.map((row) => row.uid))).toEqual(new Set(found.length > 0 ? [filter.uid] : []));
      }),
      { numRuns: 15 },
    );
  },
);
