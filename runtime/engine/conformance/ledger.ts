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
  unnumbered,
} from "./world.ts";

/** Connections and subscriptions as records, and the ledger's moves. */
export function ledger({ describe, it, equal }: TestApi, open: Open): void {
  describe("connections", () => {
    it("keep every field, and are replaced as a whole", async () => {
      const { engine } = await open();
      const made = connection("u1", { connection: "oauth", metadata: '{"a":1}', expires: NOW + 5 });
      await engine.putConnection(made);
      equal(unnumbered(await engine.connection(made.app, made.id)), made);
      await engine.putConnection({ ...connection("u2"), id: made.id, createdAt: NOW + 1, updatedAt: NOW + 1 });
      const replaced = { app: made.app, id: made.id, uid: "u2", secret: "sealed", createdAt: NOW, updatedAt: NOW + 1 };
      equal(unnumbered(await engine.connection(made.app, made.id)), replaced);
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
      const done = await engine.moveSubscription(id, ["attaching"], {
        state: "attached",
        at: NOW,
        held: { data: "sealed" },
      });
      equal([done?.failure ?? "none", done?.data], ["none", "sealed"]);
      const later = await engine.moveSubscription(id, ["attached"], { state: "detaching", at: NOW });
      equal(later?.data, "sealed");
    });

    it("keeps what the service holds until it is given anew, all of it at once", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      const held = { data: "sealed", hook: "h1", expires: NOW + 100, renewAt: NOW + 50 };
      const first = await engine.moveSubscription(id, ["attaching"], {
        state: "attached",
        at: NOW,
        held,
        due: NOW + 50,
      });
      equal(
        [first?.data, first?.hook, first?.expires, first?.renewAt, first?.due],
        ["sealed", "h1", NOW + 100, NOW + 50, NOW + 50],
      );
      await engine.patchSubscription(id, { parameters: "b", untold: true });
      const progress = { call: "c1", tries: 2, unsure: true, wanted: "w", leftover: "l" } as const;
      const second = await engine.moveSubscription(id, ["attached"], { state: "attached", at: NOW, progress });
      equal(
        [second?.hook, second?.untold, second?.parameters, second?.progress, second?.due ?? "none"],
        ["h1", true, "b", progress, "none"],
      );
      const other = { data: "again", hook: "h2", parameters: "c" };
      const third = await engine.moveSubscription(id, ["attached"], { state: "attached", at: NOW, held: other });
      equal([third?.data, third?.hook, third?.parameters], ["again", "h2", "c"]);
      equal(
        [third?.expires, third?.renewAt, third?.untold, third?.progress].map((one) => one ?? "none"),
        ["none", "none", "none", "none"],
      );
    });

    it("tells which subscriptions are due, the longest due first, and who has a hook", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const [a, b, c] = [await subscribe(engine, made), await subscribe(engine, made), await subscribe(engine, made)];
      const due = async (now: number, limit = 9) => (await engine.dueSubscriptions(now, limit)).map(({ id }) => id);
      equal(await due(NOW - 1), []);
      equal((await due(NOW)).length, 3);
      const to = (id: string, at: number | undefined, hook: string) =>
        engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW, due: at, held: { hook } });
      await to(a.id, NOW + 7, "h1");
      await to(b.id, undefined, "h1");
      await to(c.id, NOW + 5, "h2");
      equal(await due(NOW + 6), [c.id]);
      equal(await due(NOW + 7), [c.id, a.id]);
      equal(await due(NOW + 7, 1), [c.id]);
      const holders = await engine.subscriptions({ limit: 9, hook: "h1" });
      equal(
        holders.map(({ id }) => id),
        [b.id, a.id],
      );
      equal((await engine.subscriptions({ limit: 9, connection: made.id, hook: "h2" })).length, 1);
      equal(await engine.subscriptions({ limit: 9, connection: "other" }), []);
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
