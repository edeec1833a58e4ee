import { toJson } from "../../../language/json.ts";
import type { Context } from "../../context.ts";
import type { LedgerState, Subscription } from "../../engine/engine.ts";
import { redactNamed } from "../../procedure/redact.ts";
import { openOwner } from "../../stored.ts";
import {
  about,
  anything,
  choice,
  either,
  instant,
  mark,
  named,
  object,
  optional,
  record,
  text,
} from "../answer-shape.ts";
import { FAILURE } from "./failure.ts";
import { time } from "./time.ts";

/** A subscription without what attach saved; with the secret that signs its deliveries only where that is new. */
export interface SubscriptionView
  extends Pick<Subscription, "id" | "app" | "webhook" | "connection" | "state" | "failure" | "disabled"> {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly target: TargetView;
  readonly updating?: true;
  readonly retryAt?: string;
  readonly note?: string;
  readonly expires?: string;
  readonly renewAt?: string;
  readonly failingSince?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly secret?: string;
}

type TargetView = UrlView | FunctionView;

interface UrlView {
  readonly url: string;
}

interface FunctionView {
  readonly function: string;
}

const STATE = choice<LedgerState>({
  attaching: "the service is being told, or will be",
  attached: "it gets what comes",
  "attach-failed": "the service refused it",
  detaching: "the service is being told to stop, or will be",
  detached: "it has ended",
  "detach-failed": "the service refused to stop",
});

/** The shape of a subscription. */
export const SUBSCRIPTION = named(
  "Subscription",
  object<SubscriptionView>({
    id: text(),
    app: text(),
    webhook: text(),
    connection: text("The id of the connection of the app that it is of."),
    parameters: record(anything(), "What the user chose; `[redacted]` stands for what is secret."),
    target: either(
      object<UrlView>({ url: text("Its bundles are sent there, signed.") }),
      object<FunctionView>({ function: text("The name of a function of the host program.") }),
    ),
    state: STATE,
    failure: optional(about(FAILURE, "Why the service could not be told the last time, if it could not.")),
    updating: optional(mark("Other parameters hold once the service has taken them.")),
    retryAt: optional(instant("When the service is asked again.")),
    note: optional(text("What the operator should know: the service was not told of its parameters.")),
    expires: optional(instant("When the service forgets it, if it does.")),
    renewAt: optional(instant("When that is renewed.")),
    disabled: optional(text("Why its deliveries are stopped, if they are; they wait.")),
    failingSince: optional(instant("When its target began to fail, with no delivery since.")),
    createdAt: instant(),
    updatedAt: instant(),
    secret: optional(text("Signs its deliveries. Shown where it is new, and never again.")),
  }),
);

/** The subscription as it is shown; never with its secret. */
export async function subscriptionView({ secrets }: Context, subscription: Subscription): Promise<SubscriptionView> {
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
