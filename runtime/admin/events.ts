import type { Context } from "../context.ts";
import { RuntimeError } from "../errors.ts";
import type { Intake } from "../intake.ts";
import { appOf, found } from "./found.ts";
import { listRoute } from "./paging.ts";
import type { Route } from "./route.ts";
import { deadLetterView, deliveryView, requestView, unownedView } from "./views.ts";

/** What came in, and what became of it. */
export function eventRoutes(context: Context, intake: Intake): readonly Route[] {
  const { engine } = context;
  return [
    listRoute("/admin/requests", "List requests.", {}, (page) => engine.requests(page), requestView),
    listRoute(
      "/admin/deliveries",
      "List deliveries.",
      { subscription: "Only of this subscription." },
      (page, { subscription }) => engine.deliveries({ ...page, subscription }),
      deliveryView,
    ),
    listRoute(
      "/admin/dead-letters",
      "List items that could not be evaluated and deliveries that were given up.",
      {},
      (page) => engine.deadLetters(page),
      deadLetterView,
    ),
    listRoute(
      "/admin/unowned",
      "List items that no connection has the uid of.",
      {},
      (page) => engine.unowned(page),
      unownedView,
    ),
    redriveRoute(context),
    replayRoute(context, intake),
  ];
}

function redriveRoute({ engine, wake }: Context): Route {
  return {
    method: "POST",
    path: "/admin/dead-letters/{id}/redrive",
    summary: "Put a delivery that was given up back into its lane, at its old place.",
    answers: {
      200: "The subscription whose lane it is in.",
      404: "There is no such dead letter.",
      409: "It is no delivery, or its subscription is detached.",
    },
    async handle({ params: { id = "" } }) {
      const letter = found(await engine.deadLetter(id), `dead letter ${id}`);
      const subscription = await engine.redrive(id);
      if (subscription === undefined) {
        const message = `The dead letter cannot go back into a lane. Its request can be replayed: ${letter.request}.`;
        throw new RuntimeError("not-redrivable", 409, message);
      }
      wake([subscription]);
      return { status: 200, body: { id, subscription } };
    },
  };
}

function replayRoute(context: Context, intake: Intake): Route {
  return {
    method: "POST",
    path: "/admin/requests/{id}/replay",
    summary: "Evaluate a kept request again, with the manifests as they are now, and take its items as a new request.",
    answers: {
      200: "The id of the new request, and how many of its items were owned, unowned, duplicate and failed.",
      404: "There is no such request, or its webhook is not served.",
      422: "The request could not be evaluated this time either.",
    },
    async handle({ params: { id = "" } }) {
      const kept = found(await context.engine.request(id), `request ${id}`);
      const { webhooks } = appOf(context, kept.app);
      const module = found(webhooks[kept.webhook], `webhook ${kept.webhook} in the app ${kept.app}`);
      return { status: 200, body: await intake.replay({ app: kept.app, webhook: kept.webhook, module }, kept) };
    },
  };
}
