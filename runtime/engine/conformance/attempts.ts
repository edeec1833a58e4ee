import type { Outcome } from "../engine.ts";
import {
  APP,
  arrive,
  attached,
  connection,
  head,
  item,
  NOW,
  nameOf,
  names,
  type Open,
  request,
  subscribe,
  type TestApi,
  WEBHOOK,
} from "./world.ts";

const failure = { code: "target-status", message: "The target answered 500." };

/** Attempts and what is kept of them, dead deliveries by the many, and lists that stay small. */
export function attempts({ describe, it, equal }: TestApi, open: Open): void {
  const tried = (n: number) => ({ at: NOW + n, duration: n, status: 500, code: "target-status" });

  describe("tries", () => {
    it("are kept with their delivery, the last ten, over a redrive too", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await arrive(engine, "u1", "a");
      const { id } = await head(engine, lane);
      const settle = (n: number, kind: "retry" | "dead") => {
        const about = { delivery: id, at: NOW + n, failure, tried: tried(n) };
        const outcome: Outcome = kind === "dead" ? { ...about, kind } : { ...about, kind, due: NOW };
        return engine.settle([outcome]);
      };
      equal((await engine.delivery(id))?.tries, []);
      for (let n = 1; n <= 11; n += 1) await settle(n, "retry");
      const last = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => tried(from + n));
      equal((await head(engine, lane)).tries, last(2, 11));
      await settle(12, "dead");
      equal((await engine.deadLetter(id))?.tries, last(3, 12));
      equal((await engine.deadLetters({ limit: 1 }))[0]?.tries, last(3, 12));
      await engine.redrive(id);
      const again = await head(engine, lane);
      equal([again.attempts, again.tries.length], [0, 10]);
      const ok = { at: NOW + 13, duration: 2, status: 204 };
      await engine.settle([{ delivery: id, at: NOW + 13, kind: "delivered", tried: ok }]);
      equal((await engine.delivery(id))?.tries.at(-1), ok);
    });
  });

  describe("a delivery", () => {
    it("is found by its id, whatever became of it", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await arrive(engine, "u1", "a");
      const waiting = await head(engine, lane);
      equal([waiting.app, waiting.webhook], [APP, WEBHOOK]);
      equal(await engine.delivery(waiting.id), waiting);
      await engine.settle([{ delivery: waiting.id, at: NOW, kind: "dead", failure }]);
      equal((await engine.delivery(waiting.id))?.state, "dead");
      for (const none of ["", "none", "none-1", `x${waiting.id}`])
        equal((await engine.delivery(none)) ?? "none", "none");
    });
  });

  describe("many dead deliveries", () => {
    it("go back at once, those first that arrived first, before what waits", async () => {
      const { engine } = await open();
      const [one, two] = [await attached(engine, "u1"), await attached(engine, "u2")];
      await engine.accept(request(["a", "b", "c", "d"].flatMap((name) => [item("u1", name), item("u2", name)])));
      for (const lane of [two, one]) {
        for (const { id } of await engine.heads(lane, 3))
          await engine.settle([{ delivery: id, at: NOW, kind: "dead", failure }]);
      }
      equal(await engine.redriveDead({}, 3), { deliveries: 3, lanes: [one, two] });
      equal(
        [await names(engine, one), await names(engine, two)],
        [
          ["a", "b", "d"],
          ["a", "d"],
        ],
      );
      equal(await engine.redriveDead({ subscription: two }, 10), { deliveries: 2, lanes: [two] });
      equal(await names(engine, two), ["a", "b", "c", "d"]);
      const { pending, dead } = await engine.counts();
      equal([pending, dead], [7, 1]);
    });

    it("are those that are asked for, and none of a subscription that ended", async () => {
      const { engine } = await open();
      const [mine, theirs] = [connection("u1"), connection("u1", { app: "other" })];
      for (const made of [mine, theirs]) await engine.putConnection(made);
      const made = [
        await subscribe(engine, mine),
        await subscribe(engine, mine, false, "elsewhere"),
        await subscribe(engine, theirs),
        await subscribe(engine, mine),
      ];
      for (const { id } of made) await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW });
      const [here, elsewhere, other, ended] = made.map(({ id }) => id);
      await arrive(engine, "u1", "a");
      await engine.accept(request([item("u1", "b")], { webhook: "elsewhere" }));
      await engine.accept(request([item("u1", "c")], { app: "other" }));
      for (const { id } of made)
        await engine.settle([{ delivery: (await head(engine, id)).id, at: NOW, kind: "dead", failure }]);
      await engine.moveSubscription(ended ?? "", ["attached"], { state: "detached", at: NOW });
      equal(await engine.redriveDead({ subscription: "none" }, 10), { deliveries: 0, lanes: [] });
      equal((await engine.redriveDead({ app: APP, webhook: "elsewhere" }, 10)).lanes, [elsewhere]);
      equal((await engine.redriveDead({ webhook: WEBHOOK }, 10)).lanes, [here, other]);
      equal((await engine.counts()).dead, 1);
    });
  });

  describe("a target", () => {
    it("is replaced only if it is still what it was, where that is asked for", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const named = (name: string) => ({ kind: "function", name }) as const;
      const was = named("notify");
      equal((await engine.patchSubscription(lane, { target: named("one"), was }))?.target, named("one"));
      equal((await engine.patchSubscription(lane, { target: named("two"), was })) ?? "refused", "refused");
      equal((await engine.patchSubscription(lane, { target: named("two") }))?.target, named("two"));
    });
  });

  describe("lists", () => {
    it("leave out what is long, and tell its size", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const [short, long] = ["x".repeat(16_382), "ä".repeat(8_192)];
      await engine.accept(
        request([item("u1", short), item("u1", long), item("u2", long)], { body: new Uint8Array(9) }),
      );
      const shown = (
        rows: readonly { readonly payload?: Parameters<typeof nameOf>[0]["payload"]; readonly payloadBytes: number }[],
      ) => rows.map((row) => [row.payload === undefined ? "left out" : nameOf(row) === short, row.payloadBytes]);
      equal(shown(await engine.deliveries({ limit: 10 })), [
        ["left out", 16_386],
        [true, 16_384],
      ]);
      equal(shown(await engine.unowned({ limit: 10 })), [["left out", 16_386]]);
      for (const { id } of await engine.unowned({ limit: 10 })) {
        const item = await engine.unownedItem(id);
        equal([item?.id, item?.uid, item && nameOf(item), item?.reason], [id, "u2", long, "no-connection"]);
      }
      equal(await engine.unownedItem("none"), undefined);
      equal(
        (await engine.requests({ limit: 10 })).map((row) => [row.bodyBytes, "body" in row]),
        [[9, false]],
      );
      equal(await names(engine, lane), [short, long]);
      for (const { id } of await engine.heads(lane, 2))
        await engine.settle([{ delivery: id, at: NOW, kind: "dead", failure }]);
      equal(shown(await engine.deadLetters({ limit: 10 })), [
        ["left out", 16_386],
        [true, 16_384],
      ]);
    });
  });
}
