import type { Context } from "../context.ts";
import type { Failure, LedgerChange, LedgerState, Progress, Subscription } from "../engine/engine.ts";
import { newId } from "../id.ts";
import type { Failed } from "./call.ts";

/** What of a subscription is not finished; where nothing is, a first call that nobody has tried. */
export function progressOf({ id, progress }: Subscription): Progress {
  return progress ?? { call: id, tries: 0 };
}

/** A new remote call, that nobody has tried yet. */
export function newCall({ clock }: Context): Pick<Progress, "call" | "tries"> {
  return { call: newId(clock.now()), tries: 0 };
}

/** The same call once more if nobody knows what became of it, else another. */
export function nextCall(context: Context, { call, tries }: Progress, ended: Failed): Pick<Progress, "call" | "tries"> {
  return { call: ended.answered ? newCall(context).call : call, tries: tries + 1 };
}

/** What is kept of a failure. */
export function failureIn({ failure: { code, message, place } }: Failed): Failure {
  return { code, message, place };
}

/**
 * Writes down that a call is about to be made that may make a hook, so that after a crash it is known that nobody knows;
 * `unsure` tells whether it was so before.
 */
export async function beforeAsking(
  context: Context,
  subscription: Subscription,
): Promise<{ readonly begun: Subscription; readonly unsure: boolean }> {
  const { progress, failure, state } = subscription;
  if (progress?.unsure) return { begun: subscription, unsure: true };
  const due = context.clock.now();
  const marked: Progress = { ...(progress ?? newCall(context)), unsure: true };
  return { begun: await enter(context, subscription, state, { failure, due, progress: marked }), unsure: false };
}

/**
 * Writes down that a subscription whose hook the service has not any more is to be attached anew. Events that wait for it
 * still read what attach saved; the hook is not its own any more.
 */
export function enterAnew(
  context: Context,
  subscription: Subscription,
  change: Pick<LedgerChange, "failure"> & Pick<Progress, "unsure" | "leftover">,
): Promise<Subscription> {
  const { failure, unsure, leftover } = change;
  const progress: Progress = { ...newCall(context), unsure, leftover };
  const held = { data: subscription.data };
  return enter(context, subscription, "attaching", { failure, due: context.clock.now(), progress, held });
}

/** Writes down where a subscription is now; the subscription as it was, if it is somewhere else by now. */
export async function enter(
  { engine, clock }: Context,
  subscription: Subscription,
  state: LedgerState,
  change: Omit<LedgerChange, "state" | "at"> = {},
): Promise<Subscription> {
  const moved = await engine.moveSubscription(subscription.id, [subscription.state], {
    state,
    at: clock.now(),
    ...change,
  });
  return moved ?? subscription;
}
