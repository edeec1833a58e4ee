import { isCollection } from "../../language/kinds.ts";
import type { LedgerChange, Progress, Subscription } from "../engine/engine.ts";
import { acquire, heldOf } from "./acquire.ts";
import { attempt, isFailed } from "./attempt.ts";
import { callService, type Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { beforeAsking, enter, failureIn, nextCall, progressOf } from "./entry.ts";
import { isHeld } from "./holders.ts";
import { insist, retryAt } from "./insist.ts";
import { type Party, partyOf } from "./party.ts";

/**
 * Brings the parameters that are wanted to the service. A hook that others have too stays as it is, and the subscription
 * gets another. Until the service has taken them, the parameters before hold; for good, if it refuses them.
 */
export async function update(desk: Desk, subscription: Subscription, wanted: string): Promise<Subscription> {
  const { context } = desk;
  const { call } = progressOf(subscription);
  const ended = await attempt(async () => {
    const party = await partyOf(context, { ...subscription, parameters: wanted });
    const { hook } = subscription;
    const shared = hook !== undefined && (await isHeld(context, subscription, hook, subscription.id));
    if (!shared) return tell(desk, subscription, party, wanted);
    const { begun, unsure } = await beforeAsking(context, subscription);
    return acquire(desk, { subscription: begun, party, call, unsure, share: true }, ({ held }) =>
      enter(context, begun, "attached", { held: { ...held, parameters: wanted }, due: held.renewAt }),
    );
  });
  return isFailed(ended) ? notUpdated(desk, subscription, ended) : ended;
}

/** Runs update for a subscription whose hook is its own, or is told nothing but what it knows. */
export async function tell(
  { context, forHook }: Desk,
  subscription: Subscription,
  party: Party,
  parameters: string,
): Promise<Subscription | Failed> {
  const { call } = progressOf(subscription);
  const ended = await insist(context.clock, () => callService(context, "update", party, call));
  if (ended.kind === "failed") return ended;
  const learned = ended.kind === "done" && isCollection(ended.data) ? ended.data : {};
  const held = await heldOf(context, subscription, party, { ...party.saved, ...learned });
  return forHook(held.hook, () =>
    enter(context, subscription, "attached", { held: { ...held, parameters }, due: held.renewAt }),
  );
}

function notUpdated({ context }: Desk, subscription: Subscription, ended: Failed): Promise<Subscription> {
  const before = progressOf(subscription);
  const progress: Progress = { ...before, ...nextCall(context, before, ended) };
  const failure = failureIn(ended);
  const due = retryAt(subscription, ended, progress.tries, context.clock.now());
  const change: Omit<LedgerChange, "state" | "at"> =
    due === undefined ? { failure, due: subscription.renewAt } : { failure, due, progress };
  return enter(context, subscription, "attached", change);
}
