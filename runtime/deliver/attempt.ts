import type { SteadyClock } from "../clock.ts";
import type { Delivery, Failure, Outcome, Subscription, Try } from "../engine/engine.ts";
import type { Rendered } from "../receive/render.ts";
import type { Result } from "./result.ts";
import { failingLimit, nextAttempt } from "./schedule.ts";
import type { DeliverTo } from "./target.ts";

export interface AttemptOptions {
  readonly deliverTo: DeliverTo;
  /** Makes the bundle of a delivery that holds only the scope of one. A rejection says that it cannot be made now. */
  readonly render: (delivery: Delivery, subscription: Subscription) => Promise<Rendered>;
  readonly clock: SteadyClock;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Milliseconds to wait after each failed attempt; after the last the delivery is a dead letter. */
  readonly schedule: readonly number[];
}

export interface Attempt {
  readonly outcome: Outcome;
  /** Why the subscription's target must not be tried any more. */
  readonly disable?: string;
}

/** Tries a delivery once. Rejects only if its bundle cannot be made now. */
export async function attempt(
  delivery: Delivery,
  subscription: Subscription,
  options: AttemptOptions,
): Promise<Attempt> {
  const rendered = await renderedOf(delivery, subscription, options);
  const about = { delivery: delivery.id, at: options.clock.now() };
  switch (rendered.kind) {
    case "skip":
      return { outcome: { ...about, kind: "skipped" } };
    case "failure":
      return { outcome: { ...about, kind: "failed", failure: rendered.failure } };
    case "bundle": {
      const { bundle } = rendered;
      const began = options.clock.elapsed();
      const result = await options.deliverTo(subscription.target, delivery, bundle).catch(failedBy);
      const tried = tryOf(result, about.at, options.clock.elapsed() - began);
      const at = options.clock.now();
      return judged(result, delivery, subscription, { delivery: delivery.id, at, bundle, tried }, options);
    }
  }
}

async function renderedOf(
  delivery: Delivery,
  subscription: Subscription,
  { render }: AttemptOptions,
): Promise<Rendered> {
  return delivery.payload.kind === "scope" ? render(delivery, subscription) : delivery.payload;
}

function failedBy(error: unknown): Result {
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "target-failed";
  const message = error instanceof Error ? error.message : "The target failed with something that is no error.";
  return { kind: "failed", failure: { code, message } };
}

function tryOf(result: Result, at: number, took: number): Try {
  const code = result.kind === "delivered" ? undefined : result.failure.code;
  return { at, duration: Math.round(took), status: result.status, code };
}

interface About {
  readonly delivery: string;
  readonly at: number;
  readonly bundle: string;
  readonly tried: Try;
}

function judged(
  result: Result,
  { attempts }: Delivery,
  { failingSince }: Subscription,
  about: About,
  { schedule, random }: AttemptOptions,
): Attempt {
  switch (result.kind) {
    case "delivered":
      return { outcome: { ...about, kind: "delivered" } };
    case "gone":
      // It keeps its place: once the target is changed and enabled again, it goes on from here.
      return { outcome: { ...about, kind: "retry", due: about.at, failure: result.failure }, disable: GONE };
    case "failed": {
      const { failure, retryAfter } = result;
      const due = nextAttempt(schedule, { failures: attempts + 1, now: about.at, retryAfter }, random());
      const disable = failingSince !== undefined && about.at - failingSince >= failingLimit ? FAILING : undefined;
      return { outcome: { ...about, ...retryOrDead(due, failure) }, disable };
    }
  }
}

const GONE = "The target answered 410: it is gone.";
const FAILING = "The target has failed for 5 days.";

function retryOrDead(due: number | undefined, failure: Failure) {
  return due === undefined ? ({ kind: "dead", failure } as const) : ({ kind: "retry", due, failure } as const);
}
