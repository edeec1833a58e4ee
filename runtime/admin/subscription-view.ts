import { toJson } from "../../language/json.ts";
import type { Context } from "../context.ts";
import type { Subscription } from "../engine/engine.ts";
import { redactNamed } from "../procedure/redact.ts";
import { openOwner } from "../stored.ts";
import { time } from "./views.ts";

/** A subscription without the secret that signs its deliveries, and without what attach saved. */
export async function subscriptionView({ secrets }: Context, subscription: Subscription): Promise<object> {
  const { id, app, webhook, connection, target, state, failure, disabled, due, progress } = subscription;
  const { parameters } = await openOwner(secrets, { ...subscription, data: undefined });
  return {
    id,
    app,
    webhook,
    connection,
    ...redactNamed({ parameters: JSON.parse(toJson(parameters)) }),
    target: target.kind === "http" ? { url: target.url } : { function: target.name },
    state,
    failure,
    updating: progress?.wanted === undefined ? undefined : true,
    retryAt: progress === undefined || failure === undefined ? undefined : time(due),
    note: subscription.untold && NOT_TOLD,
    expires: time(subscription.expires),
    renewAt: time(subscription.renewAt),
    disabled,
    failingSince: time(subscription.failingSince),
    createdAt: time(subscription.createdAt),
    updatedAt: time(subscription.updatedAt),
  };
}

const NOT_TOLD =
  "The service was not told of the parameters: the app has no `update`. If attach sends them, end this subscription and make another.";
