import { expectTypeOf, test } from "vitest";
import { createConsumer } from "../../runtime/consumer/consumer.ts";
import { createReceiver, type ItemEvent, type ItemOwner, type TypesOf } from "../../runtime/index.ts";
import steps from "../generate/steps/expected/index.ts";
import app from "../generate/typed/expected/index.ts";
import type { Output } from "../generate/typed/expected/webhook.ts";

const { orders } = app.webhooks;

test("a module carries the types of its manifest", () => {
  expectTypeOf<TypesOf<typeof orders.communication>["Output"]>().toEqualTypeOf<Output>();
  expectTypeOf<ItemEvent<typeof orders>["webhook"]>().toEqualTypeOf<"webhook">();
  expectTypeOf<ItemEvent<typeof app.webhooks>["webhook"]>().toEqualTypeOf<"orders">();
});

test("an item is what the manifest makes of it, and a misspelled field of it is an error", () => {
  createReceiver(app.webhooks, {
    onItem({ output, item, body, owner }) {
      expectTypeOf(output.number).toEqualTypeOf<number>();
      // In JSON a date is text.
      expectTypeOf(output.seen).toEqualTypeOf<string>();
      expectTypeOf(item.shop).toEqualTypeOf<string | number>();
      expectTypeOf(owner?.parameters.topic).toEqualTypeOf<"orders" | "refunds" | undefined>();
      // @ts-expect-error: `output` has `number`.
      void output.numbr;
      // @ts-expect-error: an item has `shop`.
      void item.shpo;
      // @ts-expect-error: a body has `orders`.
      void body.odrers;
      // @ts-expect-error: the parameters have `topic`.
      void owner?.parameters.topics;
      // @ts-expect-error: attach saves `hook`.
      void owner?.saved.hok;
    },
    onFailure({ item, failure }) {
      expectTypeOf(failure.message).toEqualTypeOf<string>();
      // @ts-expect-error: an item has `shop`.
      void item.shpo;
    },
  });
});

test("one webhook alone has its types, too", () => {
  createReceiver(orders, {
    onItem({ output }) {
      expectTypeOf(output.number).toEqualTypeOf<number>();
      // @ts-expect-error: `output` has `number`.
      void output.numbr;
    },
  });
});

test("of several webhooks, the name tells the type", () => {
  const { webhook } = steps.webhooks;
  createReceiver(
    { orders, other: webhook },
    {
      onItem(event) {
        // @ts-expect-error: not every webhook has it.
        void event.output.number;
        if (event.webhook === "orders") expectTypeOf(event.output.number).toEqualTypeOf<number>();
        // @ts-expect-error: there is no such webhook.
        void (event.webhook === "refunds");
      },
    },
  );
});

test("owners have the parameters and what attach has saved", () => {
  const owner: ItemOwner<typeof orders> = { id: "s", parameters: { topic: "orders" }, saved: { hook: 7 } };
  // @ts-expect-error: the parameters have no such topic.
  const wrong: ItemOwner<typeof orders> = { id: "s", parameters: { topic: "ordrs" }, saved: {} };
  createReceiver(orders, { owners: () => [owner, wrong], onItem: () => undefined });
});

test("a consumer knows what it is delivered", () => {
  const options = { secrets: ["whsec_AAAA"] };
  createConsumer<Output>({
    ...options,
    onDelivery({ output }) {
      expectTypeOf(output.seen).toEqualTypeOf<string>();
      // @ts-expect-error: `output` has `number`.
      void output.numbr;
    },
  });
});
