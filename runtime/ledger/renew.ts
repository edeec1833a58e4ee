import type { Progress, Subscription } from "../engine/engine.ts";
import { moduleOf } from "../served.ts";
import { acquire } from "./acquire.ts";
import { attempt, isFailed } from "./attempt.ts";
import type { Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { beforeAsking, enter, enterAnew, failureIn, nextCall, progressOf } from "./entry.ts";
import { exchange } from "./exchange.ts";
import { nextRenewal } from "./expiry.ts";
import { twinOf } from "./holders.ts";
import { leftBehind } from "./leftover.ts";
import { partyOf } from "./party.ts";
import { tell } from "./update.ts";

/**
 * Renews a hook before the service forgets it: by update, else by attach, after which the hook before is detached if it
 * is another. What fails is tried again until the hook has expired; then the subscription is attached anew.
 */
export async function renew(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const { context } = desk;
  const { begun, unsure } = await beforeAsking(context, subscription);
  const ended = await attempt(async () => {
    const party = await partyOf(context, begun);
    const module = moduleOf(context, party);
    const twin = module.attachReadsId || unsure ? undefined : await twinOf(context, begun, party.parameters);
    if (module.update !== undefined && twin === undefined) return tell(desk, begun, party, begun.parameters);
    const { call } = progressOf(begun);
    const asked = { subscription: begun, party, call, unsure, share: true };
    return acquire(desk, asked, (acquired) => exchange(desk, begun, acquired));
  });
  return isFailed(ended) ? notRenewed(desk, begun, ended) : ended;
}

async function notRenewed({ context }: Desk, subscription: Subscription, ended: Failed): Promise<Subscription> {
  const now = context.clock.now();
  const before = progressOf(subscription);
  const failure = failureIn(ended);
  const leftover = await leftBehind(context, subscription, ended);
  const { expires = now } = subscription;
  if (now >= expires) return enterAnew(context, subscription, { failure, unsure: true, leftover });
  const progress: Progress = { ...nextCall(context, before, ended), unsure: ended.doubtful || undefined, leftover };
  const due = Math.min(expires, nextRenewal(subscription, now, ended.retryAfter));
  return enter(context, subscription, "attached", { failure, due, progress });
}
