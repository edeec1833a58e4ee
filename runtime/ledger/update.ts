import { isCollection } from "../../language/kinds.ts";
import type { Progress, Subscription } from "../engine/engine.ts";
import { acquire, heldOf } from "./acquire.ts";
import { attempt, isFailed } from "./attempt.ts";
import { callService, type Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { beforeAsking, enter, failureIn, newCall, nextCall, progressOf } from "./entry.ts";
import { exchange } from "./exchange.ts";
import { nextRenewal } from "./expiry.ts";
import { isHeld } from "./holders.ts";
import { insist, retryAt } from "./insist.ts";
import { leftBehind } from "./leftover.ts";
import { type Party, partyOf } from "./party.ts";

/**
 * Brings the parameters that are wanted to the service. A hook that others have too stays as it is, and the subscription
 * gets another. Once another was asked for it gets that one even if nobody else has the first any more, for it may be
 * there. Until the service has taken the parameters, those before hold; for good, if it refuses them.
 */
export async function update(desk: Desk, subscription: Subscription, wanted: string): Promise<Subscription> {
  const { context } = desk;
  const { call } = progressOf(subscription);
  let now = subscription;
  const ended = await attempt(async () => {
    const party = await partyOf(context, { ...subscription, parameters: wanted });
    const { hook, progress } = subscription;
    const shared = hook !== undefined && (await isHeld(context, subscription, hook, subscription.id));
    if (!shared && !progress?.unsure) return tell(desk, subscription, party, wanted);
    const { begun, unsure } = await beforeAsking(context, subscription);
    now = begun;
    return acquire(desk, { subscription: begun, party, call, unsure, share: true }, (acquired) =>
      exchange(desk, begun, acquired, wanted),
    );
  });
  return isFailed(ended) ? notUpdated(desk, now, ended) : ended;
}

/** Runs update for a subscription whose hook is its own, or is told nothing but what it knows. */
export async function tell(
  { context, forHook }: Desk,
  subscription: Subscription,
  party: Party,
  parameters: string,
): Promise<Subscription | Failed> {
  const { call } = progressOf(subscription);
  const ended = await insist(context.clock, async () => {
    const called = await callService(context, "update", party, call);
    // What it has saved is of the hook that the subscription keeps.
    return called.kind === "failed" ? { ...called, data: undefined } : called;
  });
  if (ended.kind === "failed") return ended;
  const learned = ended.kind === "done" && isCollection(ended.data) ? ended.data : {};
  const held = await heldOf(context, subscription, party, { ...party.saved, ...learned });
  return forHook(held.hook, () =>
    enter(context, subscription, "attached", { held: { ...held, parameters }, due: held.renewAt }),
  );
}

/** What was given up while a hook may have been made for it stays noted, so that `retry` and removal find that hook. */
async function notUpdated({ context }: Desk, subscription: Subscription, ended: Failed): Promise<Subscription> {
  const now = context.clock.now();
  const before = progressOf(subscription);
  const unsure = (before.unsure && ended.doubtful) || undefined;
  const leftover = await leftBehind(context, subscription, ended, before.wanted);
  const progress: Progress = { ...before, ...nextCall(context, before, ended), unsure, leftover };
  const failure = failureIn(ended);
  const { renewAt } = subscription;
  const due = retryAt(subscription, ended, progress.tries, now);
  if (due !== undefined) return enter(context, subscription, "attached", { failure, due, progress });
  if (unsure === undefined && leftover !== undefined) {
    return enter(context, subscription, "attached", { failure, due: now, progress: { ...newCall(context), leftover } });
  }
  if (unsure === undefined) return enter(context, subscription, "attached", { failure, due: renewAt });
  const later = renewAt && Math.max(renewAt, nextRenewal(subscription, now, ended.retryAfter));
  return enter(context, subscription, "attached", { failure, due: later, progress });
}
