import { attached, connection, DAY, head, item, NOW, type Open, request, subscribe, type TestApi } from "./world.ts";

const failure = { code: "argument-value", message: "It cannot be read.", place: "webhook.iml.json:1:1" };
const tooOften = { code: "target-status", message: "The target answered 500." };

/** What is told of the items of a request, whatever became of them. */
export function fates({ describe, it, equal }: TestApi, open: Open): void {
  describe("the items of a request", () => {
    it("are told in their order, each with what became of it, and duplicates are not there", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      await engine.accept(request([item("u1", "first", { dedupe: "known" })]));
      const items = [
        item("u1", "owned"),
        item("u1", "again", { dedupe: "known" }),
        item("nobody", "unowned"),
        item(undefined, "without"),
        item("u1", "of the app", { platform: true }),
        item("u1", "broken", { payload: { kind: "failure", item: '"broken"', failure } }),
      ];
      const asked = request(items);
      await engine.accept(asked);
      await engine.settle([{ delivery: (await head(engine, lane)).id, at: NOW, kind: "delivered" }]);
      const tried = { at: NOW, duration: 3, status: 500, code: "target-status" };
      const { id } = await head(engine, lane);
      await engine.settle([{ delivery: id, at: NOW, kind: "dead", failure: tooOften, tried }]);
      const ids = [0, 2, 3, 4, 5].map((index) => items[index]?.id);
      const told = await engine.itemsOf(asked.id);
      equal(
        told.map((one) => [one.id, one.uid, one.reason, one.failure, one.deliveries.length]),
        [
          [ids[0], "u1", undefined, undefined, 1],
          [ids[1], "nobody", "no-connection", undefined, 0],
          [ids[2], undefined, "no-uid", undefined, 0],
          [ids[3], undefined, "platform", undefined, 0],
          [ids[4], "u1", undefined, failure, 0],
        ],
      );
      const [delivery] = told[0]?.deliveries ?? [];
      const { payload: _, ...known } = (await engine.delivery(id)) ?? { payload: undefined };
      equal(delivery, known);
      equal([delivery?.state, delivery?.failure, delivery?.tries], ["dead", tooOften, [tried]]);
    });

    it("have a delivery for each of their owners, also for one that came late", async () => {
      const { engine } = await open();
      const asked = request([item("u1", "a")]);
      await engine.accept(asked);
      const owner = connection("u1", { createdAt: NOW + DAY });
      await engine.putConnection(owner);
      const late = [await subscribe(engine, owner, true), await subscribe(engine, owner, true)];
      for (const { id } of late) await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW + DAY });
      const [told] = await engine.itemsOf(asked.id);
      equal(
        told?.deliveries.map(({ subscription, state }) => [subscription, state]),
        late.slice(0, told?.deliveries.length).map(({ id }) => [id, "pending"]),
      );
      equal(told?.reason, undefined);
    });

    it("are none where there is no such request", async () => {
      const { engine } = await open();
      equal(await engine.itemsOf("none"), []);
    });
  });
}
