import type { Retention } from "../engine.ts";
import {
  APP,
  arrive,
  attached,
  connection,
  DAY,
  head,
  item,
  NOW,
  nameOf,
  names,
  type Open,
  refusal,
  request,
  subscribe,
  type TestApi,
} from "./world.ts";

const RETENTION: Retention = { requests: 3 * DAY, unowned: 7 * DAY, delivered: 2 * DAY, dead: 30 * DAY };
const failure = { code: "target-status", message: "The target answered 500." };

/** What can be looked at, for how long, and after which ends. */
export function keeping({ describe, it, equal }: TestApi, open: Open): void {
  describe("pages", () => {
    it("are newest first and follow one another without a gap", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      for (let n = 0; n < 7; n += 1) await engine.accept(request([item("u1", `owned ${n}`), item("u2", `not ${n}`)]));
      const numbers = ["6", "5", "4", "3", "2", "1", "0"];
      const last = (one: Parameters<typeof nameOf>[0]) => String(nameOf(one)).slice(-1);
      equal((await all((page) => engine.deliveries(page))).map(last), numbers);
      equal((await all((page) => engine.unowned(page))).map(last), numbers);
      equal((await all((page) => engine.requests(page))).length, 7);
      for (let n = 0; n < 7; n += 1) {
        const { id } = await head(engine, lane);
        await engine.settle([{ delivery: id, at: NOW, kind: "dead", failure }]);
      }
      equal((await all((page) => engine.deadLetters(page))).map(last), numbers);
    });

    it("show only what is asked for", async () => {
      const { engine } = await open();
      const [mine, theirs] = [connection("u1"), connection("u1", { app: "other" })];
      await engine.putConnection(mine);
      await engine.putConnection(theirs);
      const one = await subscribe(engine, mine);
      const two = await subscribe(engine, mine, false, "elsewhere");
      const three = await subscribe(engine, theirs);
      const found = async (filter: { app?: string; webhook?: string }) =>
        (await engine.subscriptions({ limit: 10, ...filter })).map(({ id }) => id);
      equal(await found({}), [three.id, two.id, one.id]);
      equal(await found({ app: APP }), [two.id, one.id]);
      equal(await found({ webhook: "events" }), [three.id, one.id]);
      equal(await found({ app: APP, webhook: "elsewhere" }), [two.id]);
      equal(
        (await engine.connections({ limit: 10, app: "other" })).map(({ id }) => id),
        [theirs.id],
      );
      await arrive(engine, "u1", "a");
      await engine.accept(request([item("u1", "b")], { webhook: "elsewhere" }));
      equal((await engine.deliveries({ limit: 10, subscription: two.id })).map(nameOf), ["b"]);
    });
  });

  describe("the sweep", () => {
    it("drops what its retention has passed, and nothing that waits", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await arrive(engine, "u1", "delivered", "dead", "waiting");
      await arrive(engine, "nobody", "unowned");
      const bare = request([]);
      await engine.accept(bare);
      const [done, lost] = await engine.heads(lane, 2);
      await engine.settle([{ delivery: done?.id ?? "", at: NOW, kind: "delivered" }]);
      await engine.settle([{ delivery: lost?.id ?? "", at: NOW, kind: "dead", failure }]);

      const left = async () => [
        (await engine.requests({ limit: 10 })).length,
        (await engine.unowned({ limit: 10 })).length,
        (await engine.deliveries({ limit: 10 })).map(({ state }) => state),
        (await engine.deadLetters({ limit: 10 })).length,
      ];
      equal(await engine.sweep(NOW + DAY, RETENTION), 0);
      equal(await left(), [3, 1, ["pending", "dead", "delivered"], 1]);
      await engine.sweep(NOW + 4 * DAY, RETENTION);
      equal(await left(), [2, 1, ["pending", "dead"], 1]);
      await engine.sweep(NOW + 8 * DAY, RETENTION);
      equal(await left(), [1, 0, ["pending", "dead"], 1]);
      await engine.sweep(NOW + 31 * DAY, RETENTION);
      equal(await left(), [1, 0, ["pending"], 0]);
      equal(await names(engine, lane), ["waiting"]);
      const counts = {
        requests: 3,
        items: 4,
        unowned: 0,
        pending: 1,
        delivered: 1,
        dead: 0,
        duplicates: 0,
        platform: 0,
      };
      equal(await engine.counts(), counts);
      const waiting = await head(engine, lane);
      await engine.settle([{ delivery: waiting.id, at: NOW + 31 * DAY, kind: "delivered" }]);
      await engine.sweep(NOW + 34 * DAY, RETENTION);
      equal(await left(), [0, 0, [], 0]);
    });

    it("keeps an item for those of its owners that have not got it yet", async () => {
      const { engine } = await open();
      const [quick, slow] = [await attached(engine, "u1"), await attached(engine, "u1")];
      await arrive(engine, "u1", "a");
      await engine.settle([{ delivery: (await head(engine, quick)).id, at: NOW, kind: "delivered" }]);
      equal((await engine.sweep(NOW + 31 * DAY, RETENTION)) > 0, true);
      equal(await names(engine, slow), ["a"]);
      await engine.settle([{ delivery: (await head(engine, slow)).id, at: NOW, kind: "dead", failure }]);
      await engine.sweep(NOW + 31 * DAY, RETENTION);
      equal(await engine.requests({ limit: 10 }), []);
    });

    it("goes through more than it drops at a time", async () => {
      const { engine } = await open();
      for (let n = 0; n < 3; n += 1) {
        const items = Array.from({ length: 700 }, (_, m) => item("nobody", "x", { dedupe: `${n} ${m}` }));
        await engine.accept(request(items));
      }
      equal((await engine.sweep(NOW + 8 * DAY, RETENTION)) > 0, true);
      equal(await engine.sweep(NOW + 8 * DAY, RETENTION), 0);
      equal(await engine.unowned({ limit: 10 }), []);
      equal((await engine.counts()).unowned, 0);
    });
  });

  describe("closing", () => {
    it("finishes what was asked before, and refuses what is asked after", async () => {
      const { engine } = await open();
      const accepted = Array.from({ length: 20 }, (_, n) => arrive(engine, "u1", String(n)));
      const closed = engine.close();
      equal(await refusal(engine.counts()), "store-closed");
      equal((await Promise.all(accepted)).length, 20);
      await Promise.all([closed, engine.close()]);
      equal(await refusal(arrive(engine, "u1", "late")), "store-closed");
    });
  });
}

/** Every row of a list, two at a time. */
async function all<T extends { readonly seq: number }>(
  read: (page: { limit: number; before?: number }) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (;;) {
    const page = await read({ limit: 2, before: rows.at(-1)?.seq });
    if (page.length === 0) return rows;
    rows.push(...page);
  }
}
