import {
  APP,
  arrive,
  attached,
  DAY,
  id,
  item,
  NOW,
  nameOf,
  names,
  type Open,
  refusal,
  request,
  type TestApi,
  unnumbered,
  WEBHOOK,
} from "./world.ts";

/** Requests: kept as they came, all or nothing, each dedupe key once. */
export function acceptance({ describe, it, equal }: TestApi, open: Open): void {
  describe("accept", () => {
    it("keeps a request as it came", async () => {
      const { engine } = await open();
      const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const url = "/hooks/chat/events?a=%00&b=%F0%9F%98%80";
      const headers = { "x-text": 'quote " and \\ and \u00ff', "content-type": "application/octet-stream" };
      const sent = request([item("u1", "a"), item(undefined, "b")], { body, url, headers, method: "PUT" });
      await engine.accept(sent);
      const { items: _, dedupeWindow: __, ...raw } = sent;
      equal(unnumbered(await engine.request(sent.id)), { ...raw, items: 2 });
      equal((await engine.request("no such request")) ?? "none", "none");
    });

    it("keeps a view of a larger buffer as the view alone", async () => {
      const { engine } = await open();
      const slab = new Uint8Array(64 * 1024).fill(7);
      const sent = request([], { body: slab.subarray(100, 103) });
      await engine.accept(sent);
      equal((await engine.request(sent.id))?.body, new Uint8Array([7, 7, 7]));
    });

    it("keeps bundles value for value, large and odd ones too", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const odd = ["", "😀", "\u0000", "\ud800", "\u2028", "__proto__", '"\\', "e\u0301", "x".repeat(1_000_000)];
      await arrive(engine, "u1", ...odd);
      equal(await names(engine, lane), odd);
    });

    it("keeps a request that could not be evaluated, without items", async () => {
      const { engine } = await open();
      const failure = { code: "expression-failed", message: "`split` wants text.", place: "webhook.iml.json:3:7" };
      const sent = request([], { failure });
      equal((await engine.accept(sent)).items, { owned: 0, unowned: 0, platform: 0, duplicate: 0, failed: 0 });
      equal((await engine.request(sent.id))?.failure, failure);
    });

    it("takes nothing of a request whose id is taken", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const sent = request([item("u1", "first", { dedupe: "k1" })]);
      await engine.accept(sent);
      const again = request([item("u1", "second", { dedupe: "k2" }), item(undefined, "third")], { id: sent.id });
      equal(await refusal(engine.accept(again)), "duplicate-id");
      equal(await names(engine, lane), ["first"]);
      equal((await engine.counts()).items, 1);
      equal((await engine.accept(request([item("u1", "fourth", { dedupe: "k2" })]))).items.owned, 1);
    });

    it("does not let a refused request disturb those beside it", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const taken = request([]);
      await engine.accept(taken);
      const calls = Array.from({ length: 30 }, (_, n) =>
        refusal(engine.accept(request([item("u1", String(n))], n % 3 === 1 ? { id: taken.id } : {}))),
      );
      const expected = Array.from({ length: 30 }, (_, n) => (n % 3 === 1 ? "duplicate-id" : "done"));
      equal(await Promise.all(calls), expected);
      equal(
        await names(engine, lane),
        Array.from({ length: 30 }, (_, n) => String(n)).filter((_, n) => n % 3 !== 1),
      );
      equal((await engine.counts()).pending, 20);
    });

    it("makes a dead letter of an item that failed", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const failure = { code: "expression-failed", message: "No date.", place: "webhook.iml.json:9:12" };
      const payload = { kind: "failure", item: '{"at":"soon"}', failure } as const;
      const bad = item("u1", "", { payload });
      const sent = request([item("u1", "before"), bad, item("u1", "after")]);
      const { items, lanes } = await engine.accept(sent);
      equal([items, lanes], [{ owned: 2, unowned: 0, platform: 0, duplicate: 0, failed: 1 }, [lane]]);
      equal(await names(engine, lane), ["before", "after"]);
      const about = {
        app: APP,
        webhook: WEBHOOK,
        request: sent.id,
        item: bad.id,
        uid: "u1",
        payload,
        failure,
        tries: [],
        at: NOW,
      };
      equal(unnumbered(await engine.deadLetter(bad.id)), { ...about, id: bad.id });
      equal((await engine.redrive(bad.id)) ?? "refused", "refused");
    });
  });

  describe("dedupe", () => {
    const keyed = (dedupe: string, more: Parameters<typeof request>[1] = {}) =>
      request([item("u1", "event", { dedupe })], more);

    it("takes a key once, of fifty that come at once too", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const answers = await Promise.all(Array.from({ length: 50 }, () => engine.accept(keyed("k"))));
      equal(answers.filter(({ items }) => items.owned === 1).length, 1);
      equal(answers.filter(({ items }) => items.duplicate === 1).length, 49);
      const [first, second] = [item("u1", "x", { dedupe: "same" }), item("u1", "y", { dedupe: "same" })];
      equal((await engine.accept(request([first, second]))).items, {
        owned: 1,
        unowned: 0,
        platform: 0,
        duplicate: 1,
        failed: 0,
      });
      equal(await names(engine, lane), ["event", "x"]);
      equal((await engine.counts()).duplicates, 50);
    });

    it("tells look-alike keys, webhooks and apps apart", async () => {
      const { engine } = await open();
      const keys = [
        "1",
        "01",
        " 1",
        "1 ",
        "1.0",
        "a",
        "A",
        "\u00e9",
        "e\u0301",
        "\ud800",
        "\ud801",
        "\ufffd",
        "\u0000",
        "",
      ];
      for (const key of keys) equal((await engine.accept(keyed(key))).items.duplicate, 0);
      for (const key of keys) equal((await engine.accept(keyed(key))).items.duplicate, 1);
      equal((await engine.accept(keyed("1", { webhook: "other" }))).items.duplicate, 0);
      equal((await engine.accept(keyed("1", { app: "other" }))).items.duplicate, 0);
    });

    it("takes a key again when its window has passed", async () => {
      const { engine } = await open();
      const at = (receivedAt: number) => engine.accept(keyed("k", { receivedAt, dedupeWindow: DAY }));
      equal((await at(NOW)).items.duplicate, 0);
      equal((await at(NOW + DAY - 1)).items.duplicate, 1);
      equal((await at(NOW + DAY)).items.duplicate, 0);
      equal((await at(NOW + DAY + 1)).items.duplicate, 1);
    });

    it("leaves the key of a failed item free, and refuses a failed item whose key is taken", async () => {
      const { engine } = await open();
      const payload = { kind: "failure", item: "{}", failure: { code: "x", message: "x" } } as const;
      const failing = () => engine.accept(request([item("u1", "", { dedupe: "k", payload })]));
      equal((await failing()).items.failed, 1);
      equal((await engine.accept(keyed("k"))).items.duplicate, 0);
      equal((await failing()).items.duplicate, 1);
    });

    it("keeps a rendered-later item as the scope it came with", async () => {
      const { engine } = await open();
      const lane = await attached(engine, "u1");
      const payload = { kind: "scope", scope: '{"item":1}' } as const;
      await engine.accept(request([item("u1", "", { id: id("item"), payload })]));
      equal((await engine.heads(lane, 1))[0]?.payload, payload);
      equal((await engine.heads(lane, 1)).map(nameOf), ["scope"]);
    });
  });
}
