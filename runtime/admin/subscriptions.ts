import { encodeValue } from "../../language/codec.ts";
import { toText } from "../../language/conversions.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Context } from "../context.ts";
import type { Subscription, SubscriptionPatch } from "../engine/engine.ts";
import type { Subscriptions } from "../subscribe.ts";
import { appOf, found } from "./found.ts";
import { listRoute } from "./paging.ts";
import type { Answer, Route } from "./route.ts";
import type { ObjectShape } from "./shape.ts";
import { TARGET, targetOf } from "./target.ts";
import { subscriptionView } from "./views.ts";

/** Subscriptions: one user's use of a webhook, and where its events go. */
export function subscriptionRoutes(context: Context, subscriptions: Subscriptions): readonly Route[] {
  return [
    createRoute(context, subscriptions),
    readRoute(context),
    changeRoute(context, subscriptions),
    removeRoute(subscriptions),
    listRoute(
      "/admin/subscriptions",
      "List subscriptions.",
      { app: "Only of this app.", webhook: "Only of webhooks of this name." },
      (page, { app, webhook }) => context.engine.subscriptions({ ...page, app, webhook }),
      subscriptionView,
    ),
  ];
}

function createRoute(context: Context, subscriptions: Subscriptions): Route {
  return {
    method: "POST",
    path: "/admin/apps/{app}/webhooks/{webhook}/subscriptions",
    summary:
      "Subscribe a connection to a webhook; runs attach. The `secret` that signs its deliveries is shown this once.",
    body: NEW,
    answers: {
      201: "The subscription, attached, with its `secret`.",
      400: "The body is not as it should be.",
      404: "There is no such webhook.",
      422: "The connection cannot carry it.",
      502: "The service refused attach: the error, and the subscription in its state `attach-failed`.",
    },
    async handle({ params: { app: appId = "", webhook = "" }, body }) {
      const app = appOf(context, appId);
      found(Object.hasOwn(app.webhooks, webhook) ? webhook : undefined, `webhook ${webhook} in the app ${appId}`);
      const { target, secret } = await targetOf(context.secrets, body.target);
      const connection = toText(body.connection);
      const parameters = isCollection(body.parameters) ? body.parameters : {};
      const made = await subscriptions.create({ app, webhook, connection, parameters, target });
      return ended(made, { status: 201, body: { ...subscriptionView(made), secret } });
    },
  };
}

function readRoute({ engine }: Context): Route {
  return {
    method: "GET",
    path: "/admin/subscriptions/{id}",
    summary: "Read a subscription.",
    answers: { 200: "The subscription.", 404: "There is no such subscription." },
    async handle({ params: { id = "" } }) {
      return { status: 200, body: subscriptionView(found(await engine.subscription(id), `subscription ${id}`)) };
    },
  };
}

function changeRoute({ engine, secrets }: Context, subscriptions: Subscriptions): Route {
  return {
    method: "PATCH",
    path: "/admin/subscriptions/{id}",
    summary: "Change a subscription's parameters or target, or stop and start its deliveries.",
    body: CHANGE,
    answers: {
      200: "The subscription; with a new `secret` if it delivered to a function before.",
      400: "The body is not as it should be.",
      404: "There is no such subscription.",
    },
    async handle({ params: { id = "" }, body: { parameters, target, disabled } }) {
      const before = found(await engine.subscription(id), `subscription ${id}`);
      const moved = target === undefined ? undefined : await targetOf(secrets, target, before.target);
      const patch: SubscriptionPatch = {
        ...(isCollection(parameters) ? { parameters: encodeValue(parameters) } : {}),
        ...(moved === undefined ? {} : { target: moved.target }),
        ...(disabled === undefined ? {} : { disabled: disabled === true ? "Disabled by hand." : (false as const) }),
      };
      const changed = found(await subscriptions.change(id, patch), `subscription ${id}`);
      return { status: 200, body: { ...subscriptionView(changed), secret: moved?.secret } };
    },
  };
}

function removeRoute(subscriptions: Subscriptions): Route {
  return {
    method: "DELETE",
    path: "/admin/subscriptions/{id}",
    summary: "End a subscription; runs detach. Tries again where that failed before.",
    answers: {
      200: "The subscription, detached.",
      404: "There is no such subscription.",
      502: "The service refused detach: the error, and the subscription in its state `detach-failed`.",
    },
    async handle({ params: { id = "" } }) {
      const removed = found(await subscriptions.remove(id), `subscription ${id}`);
      return ended(removed, { status: 200, body: subscriptionView(removed) });
    },
  };
}

const PARAMETERS: ObjectShape = {
  type: "object",
  description: "What the user chose for this webhook.",
  properties: {},
  additionalProperties: true,
};

const NEW: ObjectShape = {
  type: "object",
  properties: {
    connection: { type: "string", description: "The id of a connection of the app." },
    parameters: PARAMETERS,
    target: TARGET,
  },
  required: ["connection", "target"],
  additionalProperties: false,
};

const CHANGE: ObjectShape = {
  type: "object",
  properties: {
    parameters: PARAMETERS,
    target: TARGET,
    disabled: { type: "boolean", description: "True: deliveries wait until it is false again." },
  },
  additionalProperties: false,
};

/** The good answer, unless the remote call failed. */
function ended(subscription: Subscription, good: Answer): Answer {
  const { state, failure } = subscription;
  if (state !== "attach-failed" && state !== "detach-failed") return good;
  const message = failure?.message ?? "The service could not be asked.";
  return {
    status: 502,
    body: { error: { code: failure?.code ?? state, message }, subscription: subscriptionView(subscription) },
  };
}
