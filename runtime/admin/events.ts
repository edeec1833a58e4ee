import type { Context } from "../context.ts";
import { isSaid, WEBHOOK } from "./filters.ts";
import { found } from "./found.ts";
import { listRoute } from "./paging.ts";
import { redriveManyRoute, redriveRoute } from "./redrive.ts";
import type { JsonRoute, Route } from "./route.ts";
import { DEAD_LETTER, type DeadLetterView, deadLetterView } from "./views/dead-letter.ts";
import { DELIVERY, type DeliveryView, deliveryView } from "./views/delivery.ts";
import { UNOWNED_ITEM, type UnownedView, unownedView } from "./views/unowned.ts";

/** What became of what came in. */
export function eventRoutes(context: Context): readonly Route[] {
  const { engine } = context;
  return [
    listRoute(
      "/admin/deliveries",
      "List deliveries.",
      {
        subscription: "Only of this subscription.",
        state: "Only in this state: `pending`, `delivered`, `skipped` or `dead`.",
        ...WEBHOOK,
        uid: "Only of items with this uid.",
      },
      (page, { subscription }) => engine.deliveries({ ...page, subscription }),
      { shape: DELIVERY, view: deliveryView },
      isSaid,
    ),
    deliveryRoute(context),
    listRoute(
      "/admin/dead-letters",
      "List items that could not be evaluated and deliveries that were given up.",
      { subscription: "Only of this subscription.", ...WEBHOOK, uid: "Only of items with this uid." },
      (page) => engine.deadLetters(page),
      { shape: DEAD_LETTER, view: deadLetterView },
      isSaid,
    ),
    deadLetterRoute(context),
    listRoute(
      "/admin/unowned",
      "List items that no connection has the uid of.",
      { ...WEBHOOK, uid: "Only with this uid." },
      (page) => engine.unowned(page),
      { shape: UNOWNED_ITEM, view: unownedView },
      isSaid,
    ),
    unownedRoute(context),
    redriveRoute(context),
    redriveManyRoute(context),
  ];
}

function deliveryRoute({ engine }: Context): JsonRoute<DeliveryView> {
  return {
    method: "GET",
    path: "/admin/deliveries/{id}",
    summary: "Read a delivery and the last attempts at it.",
    answers: { 200: "The delivery.", 404: "There is no such delivery." },
    answer: DELIVERY,
    async handle({ params: { id = "" } }) {
      return { status: 200, body: deliveryView(found(await engine.delivery(id), `delivery ${id}`)) };
    },
  };
}

function deadLetterRoute({ engine }: Context): JsonRoute<DeadLetterView> {
  return {
    method: "GET",
    path: "/admin/dead-letters/{id}",
    summary: "Read a dead letter: why it is one, where an expression failed, and the last attempts at it.",
    answers: { 200: "The dead letter.", 404: "There is no such dead letter." },
    answer: DEAD_LETTER,
    async handle({ params: { id = "" } }) {
      return { status: 200, body: deadLetterView(found(await engine.deadLetter(id), `dead letter ${id}`)) };
    },
  };
}

function unownedRoute({ engine }: Context): JsonRoute<UnownedView> {
  return {
    method: "GET",
    path: "/admin/unowned/{id}",
    summary: "Read an item that no connection has the uid of, however long it is.",
    answers: { 200: "The item.", 404: "There is no such item, or it has an owner by now." },
    answer: UNOWNED_ITEM,
    async handle({ params: { id = "" } }) {
      return { status: 200, body: unownedView(found(await engine.unownedItem(id), `unowned item ${id}`)) };
    },
  };
}
