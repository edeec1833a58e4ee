import { toText } from "../../language/conversions.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Context } from "../context.ts";
import type { Subscription, SubscriptionPatch } from "../engine/engine.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Reconciled } from "../ledger/reconcile.ts";
import { sealParameters } from "../stored.ts";
import { about, named, object } from "./answer-shape.ts";
import { appOf, found, webhookIn } from "./found.ts";
import { listRoute } from "./paging.ts";
import type { Answer, JsonRoute, Refusal, Route } from "./route.ts";
import { secretRoute } from "./secret.ts";
import type { ObjectShape } from "./shape.ts";
import { type FunctionNames, TARGET, targetOf } from "./target.ts";
import { WHY_NOT } from "./views/error.ts";
import { RECONCILIATION } from "./views/reconciliation.ts";
import { SUBSCRIPTION, type SubscriptionView, subscriptionView } from "./views/subscription.ts";

/** Subscriptions: one user's use of a webhook, and where its events go. */
export function subscriptionRoutes(context: Context, ledger: Ledger, functions: FunctionNames): readonly Route[] {
  return [
    createRoute(context, ledger, functions),
    readRoute(context),
    changeRoute(context, ledger, functions),
    removeRoute(context, ledger),
    retryRoute(context, ledger),
    reconcileRoute(context, ledger),
    secretRoute(context),
    listRoute(
      "/admin/subscriptions",
      "List subscriptions.",
      { app: "Only of this app.", webhook: "Only of webhooks of this name." },
      async (page, { app, webhook }) => {
        const rows = await context.engine.subscriptions({ ...page, app, webhook });
        return Promise.all(rows.map(async (row) => ({ seq: row.seq, view: await subscriptionView(context, row) })));
      },
      { shape: SUBSCRIPTION, view: ({ view }) => view },
    ),
  ];
}

function createRoute(
  context: Context,
  ledger: Ledger,
  functions: FunctionNames,
): JsonRoute<SubscriptionView, RefusedSubscription> {
  return {
    method: "POST",
    path: "/admin/apps/{app}/webhooks/{webhook}/subscriptions",
    summary:
      "Subscribe a connection to a webhook; runs attach. The `secret` that signs its deliveries is shown this once.",
    body: NEW,
    answers: {
      201: "The subscription, attached, with its `secret`.",
      202: "The service did not answer, or is broken or busy: the subscription is `attaching`, and tried again at `retryAt`.",
      400: "The body is not as it should be.",
      404: "There is no such webhook.",
      422: "The connection cannot carry it, or the server has no such function.",
      502: "The service refused attach: the error, and the subscription in its state `attach-failed`.",
    },
    answer: SUBSCRIPTION,
    refusals: { 502: REFUSED },
    async handle({ params: { app: appId = "", webhook = "" }, body }) {
      const app = appOf(context, appId);
      webhookIn(app, webhook);
      const { target, secret } = await targetOf(context.secrets, functions, body.target);
      const connection = toText(body.connection);
      const parameters = isCollection(body.parameters) ? body.parameters : {};
      const made = await ledger.create({ app, webhook, connection, parameters, target });
      return ended(context, made, 201, { secret });
    },
  };
}

function readRoute(context: Context): JsonRoute<SubscriptionView> {
  return {
    method: "GET",
    path: "/admin/subscriptions/{id}",
    summary: "Read a subscription.",
    answers: { 200: "The subscription.", 404: "There is no such subscription." },
    answer: SUBSCRIPTION,
    async handle({ params: { id = "" } }) {
      const subscription = found(await context.engine.subscription(id), `subscription ${id}`);
      return { status: 200, body: await subscriptionView(context, subscription) };
    },
  };
}

function changeRoute(
  context: Context,
  ledger: Ledger,
  functions: FunctionNames,
): JsonRoute<SubscriptionView, RefusedSubscription> {
  const { engine, secrets } = context;
  return {
    method: "PATCH",
    path: "/admin/subscriptions/{id}",
    summary: "Change a subscription's parameters or target, or stop and start its deliveries; parameters run update.",
    body: CHANGE,
    answers: {
      200: "The subscription; with a new `secret` if it delivered to a function before, and a `note` if the service was not told of its parameters.",
      202: "The service did not take the parameters yet: it is asked again at `retryAt`, and until then the ones before hold.",
      400: "The body is not as it should be.",
      404: "There is no such subscription.",
      409: "It is being attached or detached, so that its parameters are in use; or its target was changed at the same moment.",
      422: "The server has no such function.",
      502: "The service refused update: the error, and the subscription with the parameters of before.",
    },
    answer: SUBSCRIPTION,
    refusals: { 502: REFUSED },
    async handle({ params: { id = "" }, body: { parameters, target, disabled } }) {
      const before = found(await engine.subscription(id), `subscription ${id}`);
      const moved = target === undefined ? undefined : await targetOf(secrets, functions, target, before.target);
      const patch: SubscriptionPatch = {
        ...(isCollection(parameters) ? { parameters: await sealParameters(secrets, parameters) } : {}),
        ...(moved === undefined ? {} : { target: moved.target, was: before.target }),
        ...(disabled === undefined ? {} : { disabled: disabled === true ? "Disabled by hand." : (false as const) }),
      };
      const changed = found(await ledger.change(id, patch), `subscription ${id}`);
      const told = isCollection(parameters) && changed.state === "attached";
      return told
        ? ended(context, changed, 200, { secret: moved?.secret })
        : { status: 200, body: { ...(await subscriptionView(context, changed)), secret: moved?.secret } };
    },
  };
}

function removeRoute(context: Context, ledger: Ledger): JsonRoute<SubscriptionView, RefusedSubscription> {
  return {
    method: "DELETE",
    path: "/admin/subscriptions/{id}",
    summary: "End a subscription; runs detach. Tries again where that failed before.",
    answers: {
      200: "The subscription, detached.",
      202: "The service did not answer, or is broken or busy: the subscription is `detaching`, and tried again at `retryAt`.",
      404: "There is no such subscription.",
      502: "The service refused detach: the error, and the subscription in its state `detach-failed`.",
    },
    answer: SUBSCRIPTION,
    refusals: { 502: REFUSED },
    async handle({ params: { id = "" } }) {
      const removed = found(await ledger.remove(id), `subscription ${id}`);
      return ended(context, removed, 200);
    },
  };
}

function retryRoute(context: Context, ledger: Ledger): JsonRoute<SubscriptionView, RefusedSubscription> {
  return {
    method: "POST",
    path: "/admin/subscriptions/{id}/retry",
    summary: "Try again now what failed: attach, update, renewal or detach.",
    answers: {
      200: "The subscription, attached or detached.",
      202: "The service did not answer, or is broken or busy; it is tried again at `retryAt`.",
      404: "There is no such subscription.",
      409: "Nothing is to be tried again.",
      502: "The service refused again: the error, and the subscription.",
    },
    answer: SUBSCRIPTION,
    refusals: { 502: REFUSED },
    async handle({ params: { id = "" } }) {
      return ended(context, found(await ledger.retry(id), `subscription ${id}`), 200);
    },
  };
}

function reconcileRoute(context: Context, ledger: Ledger): JsonRoute<Reconciled> {
  return {
    method: "POST",
    path: "/admin/apps/{app}/webhooks/{webhook}/reconcile",
    summary:
      "Compare the subscriptions of a webhook with what the service lists, connection by connection; with `fix`, attach what is missing and detach what nobody has.",
    body: RECONCILE,
    answers: {
      200: "What the service has of each connection.",
      400: "The body is not as it should be.",
      404: "There is no such webhook.",
      422: "The webhook has no `listing` in `imlc.json`.",
    },
    answer: RECONCILIATION,
    async handle({ params: { app: appId = "", webhook = "" }, body: { fix } }) {
      const app = appOf(context, appId);
      webhookIn(app, webhook);
      return { status: 200, body: await ledger.reconcile(app, webhook, fix === true) };
    },
  };
}

const RECONCILE: ObjectShape = {
  type: "object",
  properties: {
    fix: { type: "boolean", description: "True: make both agree; otherwise they are only compared." },
  },
  additionalProperties: false,
};

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

/** A service has refused what it was asked for a subscription. */
interface RefusedSubscription extends Refusal {
  readonly subscription: SubscriptionView;
}

const REFUSED = named(
  "SubscriptionError",
  object<RefusedSubscription>(
    { error: WHY_NOT, subscription: about(SUBSCRIPTION, "As it is now.") },
    "What a service has refused.",
  ),
);

/** The good answer, unless the remote call failed; 202 if it is tried again. */
async function ended(
  context: Context,
  subscription: Subscription,
  status: number,
  more: Pick<SubscriptionView, "secret"> = {},
): Promise<Answer<SubscriptionView, RefusedSubscription>> {
  const view = { ...(await subscriptionView(context, subscription)), ...more };
  const { state, failure, progress } = subscription;
  if (failure === undefined) return { status, body: view };
  if (progress !== undefined && !state.endsWith("-failed")) return { status: 202, body: view };
  return { status: 502, body: { error: { code: failure.code, message: failure.message }, subscription: view } };
}
