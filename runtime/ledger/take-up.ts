import type { Subscription } from "../engine/engine.ts";
import { attach } from "./attach.ts";
import type { Desk } from "./desk.ts";
import { detach } from "./detach.ts";
import { beforeAsking, enter, progressOf } from "./entry.ts";
import { dropLeftover } from "./leftover.ts";
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

function whileAttached(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { failure, progress, renewAt } = subscription;
  if (progress?.wanted !== undefined) return update(desk, subscription, progress.wanted);
  if (renewAt !== undefined && renewAt <= desk.context.clock.now()) return renew(desk, subscription);
  return enter(desk.context, subscription, "attached", { failure, due: renewAt });
}
