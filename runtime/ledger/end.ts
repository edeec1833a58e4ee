import type { Subscription } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { sealParameters } from "../stored.ts";
import { heldOf } from "./acquire.ts";
import type { Desk } from "./desk.ts";
import { enter, newCall, progressOf } from "./entry.ts";
import { partyOfLeftover, sealLeftover } from "./leftover.ts";
import { partyOf } from "./party.ts";
import { takeUp } from "./take-up.ts";

/** Ends a subscription: by detach, unless the service was asked for a hook and has surely refused. */
export async function remove(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { state } = subscription;
  const { leftover, unsure } = progressOf(subscription);
  switch (state) {
    case "detached":
      return subscription;
    case "attach-failed":
      if (unsure) return begin(desk, subscription, "detaching", true);
      if (leftover === undefined) return enter(desk.context, subscription, "detached");
      return endLeftover(desk, subscription, leftover);
    case "attaching":
      return begin(desk, subscription, "detaching", true);
    case "attached":
      return unsure ? endBoth(desk, subscription) : begin(desk, subscription, "detaching", false);
    case "detaching":
    case "detach-failed":
      return begin(desk, subscription, "detaching", unsure === true);
  }
}

/** Tries again now what failed. Throws a `RuntimeError` (409) where nothing has. */
export async function retry(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { state, progress, failure, id } = subscription;
  switch (state) {
    case "attach-failed":
      return begin(desk, subscription, "attaching", progress?.unsure === true);
    case "attaching":
      return begin(desk, subscription, "attaching", progress === undefined || progress.unsure === true);
    case "detach-failed":
    case "detaching":
      return begin(desk, subscription, "detaching", progress?.unsure === true);
    case "attached":
      if (progress !== undefined) return takeUp(desk, subscription);
  }
  const message = `Nothing of the subscription ${id} is to be tried again: it is ${state}${failure === undefined ? "" : ", and what failed was given up"}.`;
  throw new RuntimeError("nothing-to-retry", 409, message);
}

/**
 * Ends a subscription that has a hook while another one may have been made for it: by a renewal, or for other parameters.
 * Rejects, and changes nothing, if what it holds cannot be opened.
 */
async function endBoth(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { context } = desk;
  const { call, wanted, leftover: half } = progressOf(subscription);
  const leftover = await sealLeftover(context, await partyOf(context, subscription));
  if (half !== undefined) return endLeftover(desk, subscription, half, leftover);
  const progress = { call, tries: 0, unsure: true, leftover } as const;
  const change = { due: context.clock.now(), progress, held: { parameters: wanted } };
  return takeUp(desk, await enter(context, subscription, "detaching", change));
}

/**
 * Ends a subscription whose attach has failed after it had saved something, which is now its hook until that is detached.
 * `leftover`: the one that it has had before.
 */
async function endLeftover(
  desk: Desk,
  subscription: Subscription,
  half: string,
  leftover?: string,
): Promise<Subscription> {
  const { context } = desk;
  const party = await partyOfLeftover(context, subscription, half);
  const [held, parameters] = await Promise.all([
    heldOf(context, subscription, party, party.saved),
    sealParameters(context.secrets, party.parameters),
  ]);
  const change = {
    due: context.clock.now(),
    progress: { ...newCall(context), leftover },
    held: { ...held, parameters },
  };
  return takeUp(desk, await enter(context, subscription, "detaching", change));
}

/** Begins a state anew, with all its tries before it. */
async function begin(
  desk: Desk,
  subscription: Subscription,
  state: "attaching" | "detaching",
  unsure: boolean,
): Promise<Subscription> {
  const { context } = desk;
  const { call, leftover } = progressOf(subscription);
  const progress = { call: unsure ? call : newCall(context).call, tries: 0, unsure: unsure || undefined, leftover };
  return takeUp(desk, await enter(context, subscription, state, { due: context.clock.now(), progress }));
}
