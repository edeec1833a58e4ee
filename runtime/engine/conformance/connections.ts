import type { LedgerState } from "../engine.ts";
import { APP, arrive, attached, connection, NOW, names, type Open, refusal, subscribe, type TestApi } from "./world.ts";

/** How connections move and end, what waits for a user's return, and how sealed texts are replaced. */
export function connections({ describe, it, equal }: TestApi, open: Open): void {
  describe("a connection that gets another uid", () => {
    it("takes its subscriptions along, and each item goes to exactly one side", async () => {
      const { engine } = await open();
      const made = connection("old");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW });
      const other = await attached(engine, "old");
      const sent = Array.from({ length: 40 }, (_, n) => [
        arrive(engine, "old", `old ${n}`),
        arrive(engine, "new", `new ${n}`),
      ]);
      const moved = engine.putConnection({ ...made, uid: "new" });
      const later = Array.from({ length: 40 }, (_, n) => [
        arrive(engine, "old", `old+ ${n}`),
        arrive(engine, "new", `new+ ${n}`),
      ]);
      await Promise.all([...sent.flat(), moved, ...later.flat()]);
      const got = await names(engine, id);
      equal(new Set(got).size, got.length);
      const isNew = got.map((name) => String(name).startsWith("new"));
      equal(isNew.slice(isNew.indexOf(true)).includes(false), false);
      equal(isNew.filter(Boolean).length + (await engine.counts()).unowned, 80);
      equal((await names(engine, other)).length, 80);
    });
  });

  describe("why a connection could not be renewed", () => {
    it("is kept until it is written down anew without it", async () => {
      const { engine } = await open();
      const made = connection("one");
      const refreshFailure = { code: "refresh-failed", message: "The service answered 400.", place: "c:1:1" };
      await engine.putConnection({ ...made, refreshFailure });
      equal((await engine.connection(APP, made.id))?.refreshFailure, refreshFailure);
      equal((await engine.connections({ limit: 1 }))[0]?.refreshFailure, refreshFailure);
      await engine.putConnection(made);
      equal((await engine.connection(APP, made.id))?.refreshFailure, undefined);
    });
  });

  describe("a connection that is removed", () => {
    const live: readonly LedgerState[] = ["attaching", "attached", "attach-failed", "detaching", "detach-failed"];

    it("is gone with what it held, and unknown to who asks again", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      equal(await engine.removeConnection(APP, made.id), "removed");
      equal((await engine.connection(APP, made.id)) ?? "none", "none");
      equal(await engine.connections({ limit: 9 }), []);
      equal(await refusal(subscribe(engine, made)), "unknown-connection");
      equal(await engine.removeConnection(APP, made.id), "absent");
      equal(await engine.removeConnection("other", made.id), "absent");
    });

    it("stays while a subscription is not detached", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      for (const state of live) {
        await engine.moveSubscription(id, live, { state, at: NOW });
        equal([state, await engine.removeConnection(APP, made.id)], [state, "in-use"]);
      }
      await engine.moveSubscription(id, live, { state: "detached", at: NOW });
      equal(await engine.removeConnection(APP, made.id), "removed");
      const left = await engine.subscription(id);
      equal([left?.state, left?.connection], ["detached", made.id]);
      equal((await engine.connection(APP, made.id)) ?? "none", "none");
    });

    it("leaves nothing to a later one, under another id or its own", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      await engine.moveSubscription(id, live, { state: "detached", at: NOW });
      await engine.removeConnection(APP, made.id);
      const other = connection("u1");
      await engine.putConnection(other);
      equal((await engine.subscription(id))?.connection, made.id);
      await arrive(engine, "u1", "a");
      await engine.putConnection({ ...made, createdAt: NOW + 9, updatedAt: NOW + 9 });
      const again = await engine.connection(APP, made.id);
      equal([again?.uid, again?.createdAt, (await engine.subscription(id))?.state], ["u1", NOW + 9, "detached"]);
      equal([await names(engine, id), (await engine.counts()).unowned], [[], 1]);
    });
  });

  describe("an authorization", () => {
    const one = { key: "k", secret: "sealed", expires: NOW + 10 };

    it("is given to the first of many who ask, and only before it expires", async () => {
      const { engine } = await open();
      await engine.putAuthorization(one);
      equal((await engine.takeAuthorization("other", NOW)) ?? "none", "none");
      const asked = await Promise.all(Array.from({ length: 20 }, () => engine.takeAuthorization("k", NOW + 9)));
      equal(asked.filter((secret) => secret === "sealed").length, 1);
      await engine.putAuthorization({ ...one, key: "late" });
      equal((await engine.takeAuthorization("late", NOW + 10)) ?? "none", "none");
      equal((await engine.takeAuthorization("late", NOW)) ?? "none", "none");
    });

    it("is dropped by a sweep once it has expired", async () => {
      const { engine } = await open();
      const retention = { requests: 1, unowned: 1, delivered: 1, dead: 1 };
      await engine.putAuthorization(one);
      equal([await engine.sweep(NOW + 9, retention), await engine.sweep(NOW + 10, retention)], [0, 1]);
    });
  });

  describe("sealed texts", () => {
    it("are listed once each, in parts, and replaced only where nothing else came first", async () => {
      const { engine } = await open();
      const made = [connection("u1", { secret: "a" }), connection("u2", { secret: "b" })];
      for (const each of made) await engine.putConnection(each);
      const [owner = connection("u1")] = made;
      const { id } = await subscribe(engine, owner);
      await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW, held: { data: "saved" } });
      const found = [];
      for (let after: string | undefined; ; ) {
        const part = await engine.sealed({ limit: 2, after });
        found.push(...part);
        if (part.length < 2) break;
        after = part.at(-1)?.place;
      }
      equal(new Set(found.map(({ place }) => place)).size, found.length);
      const texts = found.map(({ text }) => text);
      equal(
        ["a", "b", "{}", "saved"].filter((text) => !texts.includes(text)),
        [],
      );
      await engine.putConnection({ ...owner, secret: "newer" });
      const changes = found
        .filter(({ text }) => ["a", "b", "saved"].includes(text))
        .map((each) => ({ ...each, instead: `${each.text}!` }));
      equal(await engine.reseal(changes), 2);
      const secrets = await Promise.all(made.map((each) => engine.connection(APP, each.id)));
      equal(
        secrets.map((each) => each?.secret),
        ["newer", "b!"],
      );
      equal((await engine.subscription(id))?.data, "saved!");
    });
  });
}
