import type { Engine } from "../engine.ts";
import {
  APP,
  arrive,
  attached,
  connection,
  DAY,
  item,
  NOW,
  nameOf,
  names,
  type Open,
  request,
  subscribe,
  type TestApi,
} from "./world.ts";

/** Who gets what: exactly those whose connection has exactly the uid. */
export function matching({ describe, it, equal }: TestApi, open: Open): void {
  describe("matching", () => {
    it("gives look-alike uids each its own", async () => {
      const { engine } = await open();
      const lanes = await Promise.all(LOOK_ALIKES.map((uid) => attached(engine, uid)));
      await engine.accept(request(LOOK_ALIKES.map((uid) => item(uid, `for ${uid}`))));
      for (const [index, uid] of LOOK_ALIKES.entries()) {
        const waiting = await engine.heads(lanes[index] ?? "", 10);
        equal(waiting.map(nameOf), [`for ${uid}`]);
        equal(waiting[0]?.uid, uid);
      }
    });

    it("splits a batch of a hundred owners, whatever one item does", async () => {
      const { engine } = await open();
      const uids = Array.from({ length: 100 }, (_, n) => `owner ${n}`);
      const lanes = await Promise.all(uids.map((uid) => attached(engine, uid)));
      const failed = { kind: "failure", item: "{}", failure: { code: "x", message: "x" } } as const;
      const items = uids.map((uid, n) => item(uid, uid, n === 41 ? { payload: failed } : {}));
      const { items: counted, lanes: woken } = await engine.accept(request(items));
      equal(counted, { owned: 99, unowned: 0, platform: 0, duplicate: 0, failed: 1 });
      equal(new Set(woken), new Set(lanes.filter((_, n) => n !== 41)));
      for (const [n, lane] of lanes.entries()) equal(await names(engine, lane), n === 41 ? [] : [uids[n]]);
    });

    it("keeps what has no owner, with the reason", async () => {
      const { engine } = await open();
      const idle = connection("known");
      await engine.putConnection(idle);
      const sent = request([item(undefined, "a"), item("nobody", "b"), item("known", "c")]);
      const { items, lanes } = await engine.accept(sent);
      equal([items, lanes], [{ owned: 0, unowned: 3, platform: 0, duplicate: 0, failed: 0 }, []]);
      const kept = await engine.unowned({ limit: 10 });
      equal(
        kept.map((one) => [nameOf(one), one.uid ?? "none", one.reason]),
        [
          ["c", "known", "no-subscription"],
          ["b", "nobody", "no-connection"],
          ["a", "none", "no-uid"],
        ],
      );
      equal(new Set(kept.map((one) => one.request)), new Set([sent.id]));
      equal((await engine.counts()).unowned, 3);
    });

    it("keeps what belongs to the app itself, whoever has its uid, and counts it apart", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1", true);
      const { items, lanes } = await engine.accept(request([item("u1", "a", { platform: true }), item("u1", "b")]));
      equal([items, lanes], [{ owned: 1, unowned: 0, platform: 1, duplicate: 0, failed: 0 }, [lane]]);
      equal(
        (await engine.unowned({ limit: 10 })).map((one) => [nameOf(one), one.uid ?? "none", one.reason]),
        [["a", "none", "platform"]],
      );
      await attached(engine, "u1", true);
      equal(await names(engine, lane), ["b"]);
      const { unowned, platform } = await engine.counts();
      equal([unowned, platform], [0, 1]);
      const kept = 365 * DAY;
      await engine.sweep(NOW + 8 * DAY, { requests: kept, unowned: 7 * DAY, delivered: kept, dead: kept });
      equal([(await engine.unowned({ limit: 10 })).length, (await engine.counts()).unowned], [0, 0]);
    });

    it("gives an item to every subscription of every connection with the uid", async () => {
      const { engine } = await open();
      const [one, two] = [connection("team"), connection("team")];
      await engine.putConnection(one);
      await engine.putConnection(two);
      const lanes = await Promise.all([subscribe(engine, one), subscribe(engine, one), subscribe(engine, two)]);
      equal((await arrive(engine, "team", "a", "b")).items.owned, 2);
      for (const lane of lanes) equal(await names(engine, lane.id), ["a", "b"]);
      const ids = (await Promise.all(lanes.map((lane) => engine.heads(lane.id, 10)))).flat().map((one) => one.id);
      equal(new Set(ids).size, 6);
    });

    it("does not mix apps or webhooks", async () => {
      const { engine } = await open();
      const [mine, theirs] = [connection("u1"), connection("u1", { app: "other" })];
      await engine.putConnection(mine);
      await engine.putConnection(theirs);
      const lane = await subscribe(engine, mine);
      const elsewhere = await subscribe(engine, mine, false, "elsewhere");
      const other = await subscribe(engine, theirs);
      await arrive(engine, "u1", "a");
      await engine.accept(request([item("u1", "b")], { webhook: "elsewhere" }));
      await engine.accept(request([item("u1", "c")], { app: "other" }));
      equal(await names(engine, lane.id), ["a"]);
      equal(await names(engine, elsewhere.id), ["b"]);
      equal(await names(engine, other.id), ["c"]);
    });

    it("matches while attaching and attached, in no other state", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      const states = ["attach-failed", "attaching", "attached", "detaching", "detach-failed"] as const;
      await arrive(engine, "u1", "new");
      for (const state of states) {
        await engine.moveSubscription(id, [...states], { state, at: NOW });
        await arrive(engine, "u1", state);
      }
      equal(await names(engine, id), ["new", "attaching", "attached"]);
      equal((await engine.unowned({ limit: 10 })).map(nameOf), ["detach-failed", "detaching", "attach-failed"]);
    });

    it("moves a changed uid at one instant", async () => {
      const { engine } = await open();
      const made = connection("old");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      const traffic = (of: string) =>
        Array.from({ length: 20 }, (_, n) =>
          engine.accept(request([item("old", `old ${of} ${n}`), item("new", `new ${of} ${n}`)])),
        );
      await Promise.all(traffic("before"));
      await Promise.all([
        ...traffic("during"),
        engine.putConnection({ ...made, uid: "new" }),
        ...traffic("during, later"),
      ]);
      await Promise.all(traffic("after"));
      const got = (await names(engine, id)).map(String);
      const moved = got.findIndex((name) => name.startsWith("new"));
      equal(
        got.map((name) => name.slice(0, 3)),
        got.map((_, n) => (n < moved ? "old" : "new")),
      );
      equal(got.filter((name) => name.startsWith("old before")).length, 20);
      equal(got.filter((name) => name.startsWith("new after")).length, 20);
      equal(
        got.filter((name) => /new before|old after/.test(name)),
        [],
      );
      const kept = (await engine.unowned({ limit: 1_000 })).map(nameOf);
      equal(new Set([...got, ...kept]).size, 160);
      equal(got.length + kept.length, 160);
      equal((await engine.connection(APP, made.id))?.uid, "new");
    });

    it("takes nothing for a connection that lost its uid", async () => {
      const { engine } = await open();
      const made = connection("u1");
      await engine.putConnection(made);
      const { id } = await subscribe(engine, made);
      await engine.putConnection({ ...made, uid: undefined });
      equal((await arrive(engine, "u1", "a")).items.unowned, 1);
      equal(await waiting(engine, id), 0);
    });
  });
}

async function waiting(engine: Engine, subscription: string): Promise<number> {
  return (await engine.heads(subscription, 10)).length;
}

/** Texts that some comparison or other takes for the same: by number, blanks, case, normal form, encoding, or prototype. */
const LOOK_ALIKES = [
  ...["1", "01", " 1", "1 ", "1.0", "+1", "1e0", "\u0661", "\uff11", "true"],
  ...["9007199254740991", "9007199254740992", "9007199254740993", "12345678901234567890", "12345678901234567891"],
  ...["user", "User", "USER", "\u00e9", "e\u0301", "\u0130", "i\u0307", "ss", "\u00df", "\u212b", "\u00c5"],
  ...[
    "null",
    "undefined",
    "NaN",
    "[]",
    "{}",
    "[object Object]",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
  ],
  ...[
    "a%",
    "a_",
    "a*",
    "a'",
    'a"',
    "a\\",
    "a\u0000",
    "a\u0000b",
    "a\n",
    "a\u200b",
    "a\ufeff",
    "\ud800",
    "\ud801",
    "\ufffd",
  ],
];
