import type { LedgerState } from "../engine.ts";
import {
  arrive,
  attached,
  connection,
  NOW,
  names,
  id as newId,
  type Open,
  refusal,
  subscribe,
  type TestApi,
} from "./world.ts";

/** Connections and subscriptions as records, and the ledger's moves. */
export function ledger({ describe, it, equal }: TestApi, open: Open): void {
  describe("connections", () => {
    it("keep every field, and are replaced as a whole", async () => {
      const { engine } = await open();
      const made = connection("u1", { connection: "oauth", metadata: '{"a":1}', expires: NOW + 5 });
      await engine.putConnection(made);
      equal(await engine.connection(made.app, made.id), { ...made, seq: 1 });
      await engine.putConnection({ ...connection("u2"), id: made.id, createdAt: NOW + 1, updatedAt: NOW + 1 });
      const replaced = { app: made.app, id: made.id, uid: "u2", secret: "sealed", createdAt: NOW, updatedAt: NOW + 1 };
      equal(await engine.connection(made.app, made.id), { ...replaced, seq: 1 });
      equal((await engine.connection("other", made.id)) ?? "none", "none");
    });
  });

  describe("the ledger", () => {
    it("begins in `attaching`, and only on a connection that is there", async () => {
      const { engine } = await open();
      const made = connection("u1");
      equal(await refusal(subscribe(engine, made)), "unknown-connection");
      await engine.putConnection(made);
      const subscription = await subscribe(engine, made);
      const target = { kind: "function", name: "notify" };
      const { id, app, webhook, connection: of, parameters, state, createdAt, updatedAt } = subscription;
      equal([app, webhook, of, parameters, subscription.target], ["chat", "events", made.id, "{}", target]);
      equal([state, createdAt, updatedAt], ["attaching", NOW, NOW]);
      equal(await engine.subscription(id), subscription);
      const again = { ...subscription, lateMatch: false };
      equal(await refusal(engine.createSubscription(again)), "duplicate-id");
    });

    it("moves only from the states that are named", async () => {
      const { engine } = await open();
      const subscription = await attached(engine, "u1");
      const wrong: readonly LedgerState[] = ["attaching", "attach-failed", "detaching", "detached", "detach-failed"];
      const refused = await engine.moveSubscription(subscription, wrong, { state: "detached", at: NOW });
      equal(refused ?? "refused", "refused");
      equal((await engine.subscription(subscription))?.state, "attached");
      const moved = await engine.moveSubscription(subscription, ["attached"], { state: "detaching", at: NOW + 7 });
      equal([moved?.state, moved?.updatedAt], ["detaching", NOW + 7]);
      equal((await engine.moveSubscription("none", wrong, { state: "detached", at: NOW })) ?? "refused", "refused");
    });

    it("lets one of many that move at once through", async () => {
      const { engine } = await open();
      const subscription = await attached(engine, "u1");
      const tries = Array.from({ length: 20 }, (_, n) =>
        engine.moveSubscription(subscription, ["attached"], { state: "detaching", at: NOW + n }),
      );
      equal((await Promise.all(tries)).filter((moved) => moved !== undefined).length, 1);
    });

    it("keeps data until it is given anew, and a failure only in its state", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      const failure = { code: "status", message: "The service answered 500.", place: "attach.iml.json:2:3" };
      const failed = await engine.moveSubscription(id, ["attaching"], { state: "attach-failed", at: NOW, failure });
      equal([failed?.failure, failed?.data ?? "none"], [failure, "none"]);
      await engine.moveSubscription(id, ["attach-failed"], { state: "attaching", at: NOW });
      const done = await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW, data: "sealed" });
      equal([done?.failure ?? "none", done?.data], ["none", "sealed"]);
      const later = await engine.moveSubscription(id, ["attached"], { state: "detaching", at: NOW });
      equal(later?.data, "sealed");
    });

    it("makes dead letters of what waits when it ends in `detached`", async () => {
      const { engine } = await open();
      const subscription = await attached(engine, "u1");
      await arrive(engine, "u1", "a", "b");
      const waiting = await engine.heads(subscription, 10);
      await engine.moveSubscription(subscription, ["attached"], { state: "detaching", at: NOW });
      equal(await names(engine, subscription), ["a", "b"]);
      await engine.moveSubscription(subscription, ["detaching"], { state: "detached", at: NOW });
      equal(await names(engine, subscription), []);
      const letters = await engine.deadLetters({ limit: 10 });
      equal(
        letters.map(({ delivery, subscription: of, failure }) => [delivery, of, failure.code]),
        waiting.map(({ id }) => [id, subscription, "subscription-detached"]).reverse(),
      );
      equal((await engine.redrive(waiting[0]?.id ?? "")) ?? "refused", "refused");
      const { pending, dead } = await engine.counts();
      equal([pending, dead], [0, 2]);
    });

    it("changes parameters, target and whether it is disabled, each alone", async () => {
      const { engine } = await open();
      const subscription = await attached(engine, "u1");
      const target = { kind: "http", url: "https://example.com/a", secret: "sealed" } as const;
      equal((await engine.patchSubscription(subscription, { target }))?.target, target);
      equal((await engine.patchSubscription(subscription, { parameters: '{"a":1}' }))?.parameters, '{"a":1}');
      const stopped = await engine.patchSubscription(subscription, { disabled: "Disabled by hand." });
      equal([stopped?.disabled, stopped?.target, stopped?.parameters], ["Disabled by hand.", target, '{"a":1}']);
      equal((await engine.patchSubscription(subscription, { parameters: "{}" }))?.disabled, "Disabled by hand.");
      const going = await engine.patchSubscription(subscription, { disabled: false });
      equal([going?.disabled ?? "going", going?.state], ["going", "attached"]);
      equal((await engine.patchSubscription(newId("none"), { disabled: false })) ?? "none", "none");
    });
  });
}
