import { isCollection } from "../../language/kinds.ts";
import type { Progress, Subscription } from "../engine/engine.ts";
import { type Acquired, acquire, heldOf } from "./acquire.ts";
import { attempt, isFailed } from "./attempt.ts";
import type { Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { enter, failureIn, newCall, nextCall, progressOf } from "./entry.ts";
import { isHeld } from "./holders.ts";
import { retryAt } from "./insist.ts";
import { unheldHook } from "./listing.ts";
import { partyOf } from "./party.ts";
import { release } from "./release.ts";

/**
 * Gives back the hook of a subscription in state `detaching`. Where nobody knows whether it has one, that is found out
 * first: by asking the service, else by the answer to attach.
 */
export async function detach(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const ended = await attempt(async () => {
    const progress = progressOf(subscription);
    const known = progress.unsure && subscription.hook === undefined ? await found(desk, subscription) : subscription;
    return isFailed(known) || known.state !== "detaching" ? known : released(desk, known);
  });
  return isFailed(ended) ? notDetached(desk, subscription, ended) : ended;
}

async function released(desk: Desk, subscription: Subscription): Promise<Subscription> {
  const party = await partyOf(desk.context, subscription);
  return release(desk, party, progressOf(subscription).call, (failed) =>
    failed === undefined ? enter(desk.context, subscription, "detached") : notDetached(desk, subscription, failed),
  );
}

/** The subscription with the hook that an earlier call has made; detached, if there is none. */
async function found(desk: Desk, subscription: Subscription): Promise<Subscription | Failed> {
  const { context } = desk;
  const party = await partyOf(context, subscription);
  const { call } = progressOf(subscription);
  const write = ({ held }: Pick<Acquired, "held">): Promise<Subscription> =>
    enter(context, subscription, "detaching", { held, due: context.clock.now(), progress: newCall(context) });
  const listed = await unheldHook(context, subscription, party);
  switch (listed.kind) {
    case "failed":
      return listed;
    case "none":
      return enter(context, subscription, "detached");
    case "unheld": {
      const held = await heldOf(context, subscription, party, listed.saved);
      // Another subscription may have taken it since it was listed.
      const written = await desk.forHook(held.hook, async () =>
        (await isHeld(context, subscription, held.hook, "")) ? undefined : write({ held }),
      );
      return written ?? found(desk, subscription);
    }
    case "absent": {
      const asked = { subscription, party, call, unsure: false, share: false };
      const ended = await acquire(desk, asked, write);
      if (!isFailed(ended)) return ended;
      if (!isCollection(ended.data)) return ended.transient ? ended : enter(context, subscription, "detached");
      const held = await heldOf(context, subscription, party, ended.data);
      return desk.forHook(held.hook, () => write({ held }));
    }
  }
}

function notDetached({ context }: Desk, subscription: Subscription, ended: Failed): Promise<Subscription> {
  const before = progressOf(subscription);
  const progress: Progress = { ...before, ...nextCall(context, before, ended) };
  const failure = failureIn(ended);
  const due = retryAt(subscription, ended, progress.tries, context.clock.now());
  const state = due === undefined ? "detach-failed" : "detaching";
  return enter(context, subscription, state, { failure, due, progress });
}
