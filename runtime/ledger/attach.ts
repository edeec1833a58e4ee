import type { Progress, Subscription } from "../engine/engine.ts";
import { acquire } from "./acquire.ts";
import { attempt, isFailed } from "./attempt.ts";
import type { Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { enter, failureIn, nextCall, progressOf } from "./entry.ts";
import { retryAt } from "./insist.ts";
import { leftBehind } from "./leftover.ts";
import { partyOf } from "./party.ts";

/** Gets a subscription in state `attaching` its hook. `unsure`: an earlier call may have made one. */
export async function attach(desk: Desk, subscription: Subscription, unsure: boolean): Promise<Subscription> {
  const { context } = desk;
  const { call } = progressOf(subscription);
  const ended = await attempt(async () => {
    const party = await partyOf(context, subscription);
    return acquire(desk, { subscription, party, call, unsure, share: true }, ({ held }) =>
      enter(context, subscription, "attached", { held, due: held.renewAt }),
    );
  });
  if (isFailed(ended)) return notAttached(desk, subscription, ended);
  context.wake([ended.id]);
  return ended;
}

async function notAttached({ context }: Desk, subscription: Subscription, ended: Failed): Promise<Subscription> {
  const now = context.clock.now();
  const progress: Progress = {
    ...nextCall(context, progressOf(subscription), ended),
    unsure: ended.doubtful || undefined,
    leftover: await leftBehind(context, subscription, ended),
  };
  const failure = failureIn(ended);
  const due = retryAt(subscription, ended, progress.tries, now);
  if (due !== undefined) return enter(context, subscription, "attaching", { failure, due, progress });
  const left = progress.leftover === undefined ? {} : { due: now };
  const unfinished = progress.unsure || progress.leftover !== undefined ? { progress } : {};
  return enter(context, subscription, "attach-failed", { failure, ...left, ...unfinished });
}
