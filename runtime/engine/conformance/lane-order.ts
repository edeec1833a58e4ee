import type { Engine, Outcome } from "../engine.ts";
import {
  arrive,
  attached,
  connection,
  head,
  item,
  NOW,
  names,
  type Open,
  request,
  subscribe,
  type TestApi,
} from "./world.ts";

const failure = { code: "target-status", message: "The target answered 500." };

type Ending = Outcome extends infer O ? (O extends Outcome ? Omit<O, "delivery" | "at"> : never) : never;

/** Lanes: arrival order, whatever happens to a delivery. */
export function laneOrder({ describe, it, equal }: TestApi, open: Open): void {
  const settleHead = async (engine: Engine, lane: string, ending: Ending, at = NOW): Promise<string> => {
    const { id } = await head(engine, lane);
    await engine.settle([{ ...ending, delivery: id, at }]);
    return id;
  };

  describe("lanes", () => {
    it("hold a delivery until it is delivered, left out or given up", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await arrive(engine, "u1", "a", "b", "c", "d");
      await settleHead(engine, lane, { kind: "retry", due: NOW + 5_000, failure });
      equal(await names(engine, lane), ["a", "b", "c", "d"]);
      await settleHead(engine, lane, { kind: "delivered" });
      await settleHead(engine, lane, { kind: "skipped" });
      await settleHead(engine, lane, { kind: "dead", failure });
      equal(await names(engine, lane), ["d"]);
      const { pending, delivered, dead } = await engine.counts();
      equal([pending, delivered, dead], [1, 1, 1]);
      const all = await engine.deliveries({ limit: 10 });
      equal(
        all.map((one) => [one.state, one.attempts]),
        [
          ["pending", 0],
          ["dead", 1],
          ["skipped", 0],
          ["delivered", 2],
        ],
      );
    });

    it("keep a retry with its time, its failure and what was rendered, under the same id", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await engine.accept(request([item("u1", "", { payload: { kind: "scope", scope: "{}" } })]));
      const before = await head(engine, lane);
      await settleHead(engine, lane, { kind: "retry", due: NOW + 5_000, failure, bundle: '"rendered"' });
      const after = await head(engine, lane);
      equal([after.id, after.attempts, after.due, after.failure], [before.id, 1, NOW + 5_000, failure]);
      equal(after.payload, { kind: "bundle", bundle: '"rendered"' });
      equal(await engine.lanes(), [{ subscription: lane, due: NOW + 5_000 }]);
    });

    it("take a redriven delivery back at its old place, as new", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await arrive(engine, "u1", "a", "b", "c");
      const lost = await settleHead(engine, lane, { kind: "dead", failure });
      await settleHead(engine, lane, { kind: "retry", due: NOW + 5_000, failure });
      const letter = await engine.deadLetter(lost);
      equal([letter?.delivery, letter?.subscription, letter?.uid, letter?.failure], [lost, lane, "u1", failure]);
      equal(letter?.payload, { kind: "bundle", bundle: '"a"' });
      equal(await engine.redrive(lost), lane);
      equal(await names(engine, lane), ["a", "b", "c"]);
      const { id, attempts, due } = await head(engine, lane);
      equal([id, attempts, due <= NOW], [lost, 0, true]);
      equal((await engine.deadLetter(lost)) ?? "none", "none");
      equal((await engine.redrive(lost)) ?? "refused", "refused");
      const { pending, dead } = await engine.counts();
      equal([pending, dead], [3, 0]);
    });

    it("ignore what is said of deliveries that no longer wait, or never did", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await arrive(engine, "u1", "a", "b");
      const done = await settleHead(engine, lane, { kind: "delivered" });
      const next = await head(engine, lane);
      const outcome = { kind: "dead", failure, at: NOW } as const;
      await engine.settle(
        [done, "", "none", "none-1", `x${next.id}`, `${next.id}0`].map((delivery) => ({ ...outcome, delivery })),
      );
      equal(await names(engine, lane), ["b"]);
      equal((await engine.counts()).dead, 0);
    });

    it("are independent, and settled many at once", async () => {
      const { engine } = await open();
      const lanes = await Promise.all(["u1", "u2", "u3"].map((uid) => attached(engine, uid)));
      await engine.accept(request(["u1", "u2", "u3", "u1", "u2", "u3"].map((uid) => item(uid, uid))));
      const heads = await Promise.all(lanes.map((lane) => head(engine, lane)));
      const due = NOW + 60_000;
      await engine.settle([
        { delivery: heads[0]?.id ?? "", at: NOW, kind: "retry", due, failure },
        { delivery: heads[1]?.id ?? "", at: NOW, kind: "delivered" },
        { delivery: heads[2]?.id ?? "", at: NOW, kind: "dead", failure },
      ]);
      equal(await Promise.all(lanes.map(async (lane) => (await names(engine, lane)).length)), [2, 1, 1]);
      const waiting = await engine.lanes();
      equal(new Set(waiting.map(({ subscription }) => subscription)), new Set(lanes));
      equal(waiting.find(({ subscription }) => subscription === lanes[0])?.due, due);
    });

    it("go only when attached and not disabled, and go on at once when enabled", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      await arrive(engine, "u1", "a");
      equal(await engine.lanes(), []);
      await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW });
      equal((await engine.lanes()).length, 1);
      await settleHead(engine, id, { kind: "retry", due: NOW + 36_000_000, failure });
      await engine.patchSubscription(id, { disabled: "Disabled by hand." });
      equal(await engine.lanes(), []);
      await arrive(engine, "u1", "b");
      equal(await names(engine, id), ["a", "b"]);
      await engine.patchSubscription(id, { disabled: false });
      equal(
        (await engine.lanes()).map(({ due }) => due <= NOW),
        [true],
      );
    });

    it("tell since when a target fails", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const since = async () => (await engine.subscription(lane))?.failingSince ?? "well";
      await arrive(engine, "u1", "a", "b", "c", "d");
      await settleHead(engine, lane, { kind: "failed", failure });
      equal(await since(), "well");
      await settleHead(engine, lane, { kind: "retry", due: NOW, failure }, NOW + 1);
      await settleHead(engine, lane, { kind: "dead", failure }, NOW + 2);
      equal(await since(), NOW + 1);
      await settleHead(engine, lane, { kind: "delivered" }, NOW + 3);
      equal(await since(), "well");
      await settleHead(engine, lane, { kind: "dead", failure }, NOW + 4);
      equal(await since(), NOW + 4);
      await engine.patchSubscription(lane, { disabled: false });
      equal(await since(), "well");
    });
  });
}
