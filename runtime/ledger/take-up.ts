import type { Subscription } from "../engine/engine.ts";
import { heldOf } from "./acquire.ts";
import { attach } from "./attach.ts";
import { attempt, isFailed } from "./attempt.ts";
import type { Desk } from "./desk.ts";
import { detach } from "./detach.ts";
import { beforeAsking, enter, failureIn, progressOf } from "./entry.ts";
import { dropLeftover } from "./leftover.ts";
import { partyOf } from "./party.ts";
import { renew } from "./renew.ts";
import { update } from "./update.ts";

/** Does the next thing that a subscription's ledger has to do, as far as it can be done now. */
export async function takeUp(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { leftover } = progressOf(subscription);
  if (leftover !== undefined) {
    const dropped = await dropLeftover(desk, subscription, leftover);
    return progressOf(dropped).leftover === undefined && isDue(desk, dropped) ? takeUp(desk, dropped) : dropped;
  }
  switch (subscription.state) {
    case "attaching":
      return attachAgain(desk, subscription);
    case "detaching":
      return detach(desk, subscription);
    case "attached":
      return whileAttached(desk, subscription);
    case "attach-failed":
    case "detach-failed":
    case "detached":
      return enter(desk.context, subscription, subscription.state, { failure: subscription.failure });
  }
}

/** Whether there is something to do now. */
export function isDue({ context }: Desk, { due }: Subscription): boolean {
  return due !== undefined && due <= context.clock.now();
}

/** The first call of a subscription is under way from the time that it is made. */
async function attachAgain(desk: Desk, subscription: Subscription): Promise<Subscription> {
  if (subscription.progress === undefined) return attach(desk, subscription, true);
  const { begun, unsure } = await beforeAsking(desk.context, subscription);
  return attach(desk, begun, unsure);
}

async function whileAttached(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { failure, hook, progress, renewAt } = subscription;
  if (hook === undefined) return nameHook(desk, subscription);
  if (progress?.wanted !== undefined) return withoutLeftover(desk, await update(desk, subscription, progress.wanted));
  if (renewAt !== undefined && renewAt <= desk.context.clock.now()) {
    return withoutLeftover(desk, await renew(desk, subscription));
  }
  return enter(desk.context, subscription, "attached", { failure, due: renewAt });
}

/** The subscription after the hook was detached that it does not need any more; one of a call that failed waits for the next. */
function withoutLeftover(desk: Desk, subscription: Subscription): Promise<Subscription> | Subscription {
  const waits = progressOf(subscription).leftover === undefined || !isDue(desk, subscription);
  return waits ? subscription : takeUp(desk, subscription);
}

/** Writes down which hook a subscription has that was attached by the first version, which did not. */
async function nameHook({ context }: Desk, subscription: Subscription): Promise<Subscription> {
  const named = await attempt(async () => {
    const party = await partyOf(context, subscription);
    const held = await heldOf(context, subscription, party, party.saved);
    return enter(context, subscription, "attached", { held, due: held.renewAt });
  });
  if (!isFailed(named)) return named;
  const due = context.clock.now() + LATER;
  return enter(context, subscription, "attached", { failure: failureIn(named), due });
}

/** Milliseconds: what keeps a hook from being named, such as an app that is not served, does not pass soon. */
const LATER = 60 * 60 * 1_000;
