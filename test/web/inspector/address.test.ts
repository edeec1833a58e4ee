import { assert, constantFrom, dictionary, option, property, record, string } from "fast-check";
import { expect, it } from "vitest";
import { eventsIn, type ToldEvent } from "../../../runtime/event-stream.ts";
import { addressOf, hrefOf } from "../../../web/inspector/address.ts";
import { withQuery } from "../../../web/inspector/api.ts";

it("an address that was linked is the one that is opened", () => {
  const texts = string({ unit: "grapheme", minLength: 1 });
  const addresses = record({
    view: constantFrom("requests", "dead-letters"),
    id: option(texts, { nil: undefined }),
    query: dictionary(texts, texts),
  });
  assert(
    property(addresses, (address) => {
      expect(addressOf(hrefOf(address))).toEqual({ ...address, query: { ...address.query } });
    }),
  );
});

it("an address that nobody linked is one of nothing, and no error", () => {
  expect(addressOf("")).toEqual({ view: "", id: undefined, query: {} });
  expect(addressOf("#/requests/%")).toEqual({ view: "requests", id: "%", query: {} });
});

it("a query has what is given", () => {
  expect(withQuery("/events", { app: "a b", webhook: undefined, uid: "" })).toBe("/events?app=a+b");
  expect(withQuery("/events", {})).toBe("/events");
});

it("frames are events however they are cut, and one that was not ended is none", async () => {
  const bytes = new TextEncoder().encode(
    ': still here\n\ndata: {"state":"owned","uid":"ä"}\n\ndata: {"state":"dropped","count":2}\n\ndata: {"st',
  );
  for (const size of [1, 7, bytes.length]) {
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const heard: ToldEvent[] = [];
    for await (const event of eventsIn(stream)) heard.push(event);
    expect(heard).toEqual([
      { state: "owned", uid: "ä" },
      { state: "dropped", count: 2 },
    ]);
  }
});

it("a stream that breaks off ends", async () => {
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.error(new TypeError("network error")),
  });
  for await (const event of eventsIn(stream)) expect(event).toBeUndefined();
});
