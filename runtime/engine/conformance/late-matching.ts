import {
  arrive,
  attached,
  connection,
  item,
  NOW,
  nameOf,
  names,
  type Open,
  request,
  subscribe,
  type TestApi,
} from "./world.ts";

/** What was kept for somebody who came later. */
export function lateMatching({ describe, it, equal }: TestApi, open: Open): void {
  describe("late matching", () => {
    it("gives a new subscription what was kept for its uid, in order and before what comes after", async () => {
      const { engine } = await open();
      await arrive(engine, "u1", "a", "b");
      await arrive(engine, "u2", "not mine");
      await arrive(engine, "u1", "c");
      equal((await engine.counts()).unowned, 4);
      const lane = await attached(engine, "u1", true);
      await arrive(engine, "u1", "d");
      equal(await names(engine, lane), ["a", "b", "c", "d"]);
      equal((await engine.unowned({ limit: 10 })).map(nameOf), ["not mine"]);
      equal(await engine.counts(), {
        requests: 4,
        items: 5,
        unowned: 1,
        pending: 4,
        delivered: 0,
        dead: 0,
        duplicates: 0,
        platform: 0,
      });
    });

    it("keeps what is kept for a subscription that does not match late", async () => {
      const { engine } = await open();
      await arrive(engine, "u1", "a");
      const lane = await attached(engine, "u1", false);
      await arrive(engine, "u1", "b");
      equal(await names(engine, lane), ["b"]);
      equal((await engine.unowned({ limit: 10 })).map(nameOf), ["a"]);
    });

    it("gives all who match late theirs when their connection gets the uid, and names their lanes", async () => {
      const { engine } = await open();
      const made = connection("old");
      await engine.putConnection(made);
      const late = [await subscribe(engine, made, true), await subscribe(engine, made, true)];
      const plain = await subscribe(engine, made, false);
      await arrive(engine, "new", "a", "b");
      await engine.accept(request([item("new", "elsewhere")], { webhook: "elsewhere" }));
      const { lanes } = await engine.putConnection({ ...made, uid: "new" });
      equal(new Set(lanes), new Set(late.map(({ id }) => id)));
      for (const { id } of late) equal(await names(engine, id), ["a", "b"]);
      equal(await names(engine, plain.id), []);
      equal((await engine.unowned({ limit: 10 })).map(nameOf), ["elsewhere"]);
      equal((await engine.counts()).unowned, 1);
      equal((await engine.putConnection({ ...made, uid: "new" })).lanes, []);
    });

    it("puts what was kept before what already waits and is newer", async () => {
      const { engine } = await open();
      await arrive(engine, "new", "oldest");
      const made = connection("old");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made, true);
      await engine.accept(request([item("old", "newer")], { receivedAt: NOW + 1 }));
      await engine.putConnection({ ...made, uid: "new" });
      equal(await names(engine, id), ["oldest", "newer"]);
    });

    it("gives what came while attach had failed, once it is tried again", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made, true);
      await arrive(engine, "u1", "a");
      await engine.moveSubscription(id, ["attaching"], { state: "attach-failed", at: NOW });
      await arrive(engine, "u1", "b");
      equal(await names(engine, id), ["a"]);
      await engine.moveSubscription(id, ["attach-failed"], { state: "attaching", at: NOW });
      equal(await names(engine, id), ["a", "b"]);
    });

    it("never gives what has no uid, or failed", async () => {
      const { engine } = await open();
      const failed = { kind: "failure", item: "{}", failure: { code: "x", message: "x" } } as const;
      await engine.accept(request([item(undefined, "a"), item("u1", "", { payload: failed })]));
      const lane = await attached(engine, "u1", true);
      equal(await names(engine, lane), []);
    });
  });
}
