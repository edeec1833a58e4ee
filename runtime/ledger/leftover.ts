import type { Progress, Subscription } from "../engine/engine.ts";
import { openOwner } from "../stored.ts";
import { attempt, isFailed } from "./attempt.ts";
import type { Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { enter, failureIn, nextCall, progressOf } from "./entry.ts";
import { retryAt } from "./insist.ts";
import { partyOf } from "./party.ts";
import { release } from "./release.ts";

/** Detaches a hook that a subscription does not need any more; one that the service does not give up is told in the log. */
export async function dropLeftover(desk: Desk, subscription: Subscription, leftover: string): Promise<Subscription> {
  const { context } = desk;
  const ended = await attempt(async () => {
    const { saved } = await openOwner(context.secrets, { ...subscription, data: leftover });
    const party = { ...(await partyOf(context, subscription)), saved };
    return release(desk, party, progressOf(subscription).call, (failed) =>
      failed === undefined ? dropped(desk, subscription) : notDropped(desk, subscription, failed),
    );
  });
  return isFailed(ended) ? notDropped(desk, subscription, ended) : ended;
}

/** The subscription, with what there was to do besides to be done now. */
function dropped({ context }: Desk, subscription: Subscription, failed?: Failed): Promise<Subscription> {
  const { state, renewAt } = subscription;
  const { leftover: _, ...rest } = progressOf(subscription);
  const left = rest.unsure || rest.wanted !== undefined || state.endsWith("ing");
  const goesOn = rest.wanted !== undefined || state.endsWith("ing");
  return enter(context, subscription, state, {
    failure: failed === undefined ? subscription.failure : failureIn(failed),
    due: goesOn ? context.clock.now() : state === "attached" ? renewAt : undefined,
    progress: left ? rest : undefined,
  });
}

function notDropped(desk: Desk, subscription: Subscription, failed: Failed): Promise<Subscription> {
  const { context } = desk;
  const before = progressOf(subscription);
  const progress: Progress = { ...before, ...nextCall(context, before, failed) };
  const due = retryAt(subscription, failed, progress.tries, context.clock.now());
  if (due === undefined) {
    context.log("error", "hook-left", { subscription: subscription.id, ...failureIn(failed) });
    return dropped(desk, subscription, failed);
  }
  return enter(context, subscription, subscription.state, { failure: failureIn(failed), due, progress });
}
