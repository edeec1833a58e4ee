import type { Context } from "../context.ts";
import { isSaid, WEBHOOK } from "./filters.ts";
import { found } from "./found.ts";
import { listRoute } from "./paging.ts";
import { redriveManyRoute, redriveRoute } from "./redrive.ts";
import type { Route } from "./route.ts";
import { deadLetterView, deliveryView, unownedView } from "./views.ts";

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
      deliveryView,
      isSaid,
    ),
    deliveryRoute(context),
    listRoute(
      "/admin/dead-letters",
      "List items that could not be evaluated and deliveries that were given up.",
      { subscription: "Only of this subscription.", ...WEBHOOK, uid: "Only of items with this uid." },
      (page) => engine.deadLetters(page),
      deadLetterView,
      isSaid,
    ),
    deadLetterRoute(context),
    listRoute(
      "/admin/unowned",
      "List items that no connection has the uid of.",
      { ...WEBHOOK, uid: "Only with this uid." },
      (page) => engine.unowned(page),
      unownedView,
      isSaid,
    ),
    unownedRoute(context),
    redriveRoute(context),
    redriveManyRoute(context),
  ];
}

function deliveryRoute({ engine }: Context): Route {
  return {
    method: "GET",
    path: "/admin/deliveries/{id}",
    summary: "Read a delivery and the last attempts at it.",
    answers: { 200: "The delivery.", 404: "There is no such delivery." },
    async handle({ params: { id = "" } }) {
      return { status: 200, body: deliveryView(found(await engine.delivery(id), `delivery ${id}`)) };
    },
  };
}

function deadLetterRoute({ engine }: Context): Route {
  return {
    method: "GET",
    path: "/admin/dead-letters/{id}",
    summary: "Read a dead letter: why it is one, where an expression failed, and the last attempts at it.",
    answers: { 200: "The dead letter.", 404: "There is no such dead letter." },
    async handle({ params: { id = "" } }) {
      return { status: 200, body: deadLetterView(found(await engine.deadLetter(id), `dead letter ${id}`)) };
    },
  };
}

function unownedRoute({ engine }: Context): Route {
  return {
    method: "GET",
    path: "/admin/unowned/{id}",
    summary: "Read an item that no connection has the uid of, however long it is.",
    answers: { 200: "The item.", 404: "There is no such item, or it has an owner by now." },
    async handle({ params: { id = "" } }) {
      return { status: 200, body: unownedView(found(await engine.unownedItem(id), `unowned item ${id}`)) };
    },
  };
}
