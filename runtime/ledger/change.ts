import type { Subscription, SubscriptionPatch } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { moduleOf } from "../served.ts";
import type { Desk } from "./desk.ts";
import { enter, newCall, progressOf } from "./entry.ts";
import { takeUp } from "./take-up.ts";

/**
 * Changes what a user may change. Parameters of a hook that is there go through update, if the app has one. Throws a
 * `RuntimeError` (409) for parameters while a call that was made with the ones before is not decided, and for a target if
 * it is not any more what the patch says that it was.
 */
export async function change(
  desk: Desk,
  subscription: Subscription,
  { parameters, ...rest }: SubscriptionPatch,
): Promise<Subscription> {
  const { context } = desk;
  const { id, state } = subscription;
  if (parameters === undefined) return patched(desk, subscription, rest);
  const doubtful = state === "attaching" || state === "detaching" || progressOf(subscription).unsure;
  if (doubtful) throw busy(subscription);
  const module = state === "attached" ? moduleOf(context, subscription) : undefined;
  if (module?.update === undefined) {
    const untold = module?.attach === undefined ? undefined : true;
    return patched(desk, subscription, { ...rest, parameters, untold });
  }
  const now = await patched(desk, subscription, rest);
  const { leftover } = progressOf(now);
  const progress = { ...newCall(context), wanted: parameters, leftover };
  const begun = await enter(context, now, "attached", { due: context.clock.now(), progress });
  const ended = await takeUp(desk, begun);
  context.wake([id]);
  return ended;
}

async function patched({ context }: Desk, subscription: Subscription, patch: SubscriptionPatch): Promise<Subscription> {
  const changed = await context.engine.patchSubscription(subscription.id, patch);
  if (changed === undefined) throw overtaken(subscription);
  context.wake([subscription.id]);
  return changed;
}

function overtaken({ id }: Subscription): RuntimeError {
  return new RuntimeError(
    "subscription-changed",
    409,
    `The target of the subscription ${id}, or its secret, was changed at the same moment, and nothing of this was done. Try again.`,
  );
}

function busy({ id, state }: Subscription): RuntimeError {
  return new RuntimeError(
    "subscription-busy",
    409,
    `A call for the subscription ${id}, which is ${state}, has not ended, so its parameters are in use. Wait, or try again now by \`retry\`.`,
  );
}
