import type { Engine } from "../engine.ts";
import { arrive, attached, head, item, NOW, names, type OpenAgain, request, type TestApi } from "./world.ts";

const failure = { code: "target-status", message: "The target answered 500." };

/** What an engine that keeps what it has taken must have again. */
export function reopening({ describe, it, equal }: TestApi, open: OpenAgain): void {
  describe("reopening", () => {
    it("keeps everything", async () => {
      const opened = await open();
      const lane = await attached(opened.engine, "u1");
      await opened.engine.accept(request([item("u1", "a", { dedupe: "k" }), item("u1", "b"), item("u2", "c")]));
      await arrive(opened.engine, "u1", "d", "e");
      const [first, second] = await opened.engine.heads(lane, 2);
      await opened.engine.settle([{ delivery: first?.id ?? "", at: NOW, kind: "delivered" }]);
      await opened.engine.settle([{ delivery: second?.id ?? "", at: NOW, kind: "dead", failure }]);
      const third = await head(opened.engine, lane);
      await opened.engine.settle([{ delivery: third.id, at: NOW, kind: "retry", due: NOW + 9, failure }]);
      const before = await everything(opened.engine, lane);
      const engine = await opened.reopen();
      equal(await everything(engine, lane), before);
      equal((await engine.accept(request([item("u1", "again", { dedupe: "k" })]))).items.duplicate, 1);
      await arrive(engine, "u1", "f");
      equal(await engine.redrive(second?.id ?? ""), lane);
      equal(await names(engine, lane), ["b", "d", "e", "f"]);
    });

    it("has what was still on its way when it was closed", async () => {
      const { engine, reopen } = await open();
      const lane = await attached(engine, "u1");
      const accepted = Array.from({ length: 20 }, (_, n) => arrive(engine, "u1", String(n)));
      await Promise.all([...accepted, engine.close()]);
      equal((await names(await reopen(), lane)).length, 20);
    });
  });
}

function everything(engine: Engine, lane: string): Promise<readonly unknown[]> {
  const page = { limit: 100 };
  return Promise.all([
    engine.requests(page),
    engine.deliveries(page),
    engine.deadLetters(page),
    engine.unowned(page),
    engine.connections(page),
    engine.subscriptions(page),
    engine.heads(lane, 100),
    engine.lanes(),
    engine.counts(),
  ]);
}
