import type { Clock } from "../clock.ts";
import { nextAttempt } from "../deliver/schedule.ts";
import type { Subscription } from "../engine/engine.ts";
import type { Called, Failed } from "./call.ts";

/**
 * Makes a call again at once, a few times, where that may help and nobody waits long for it. What has saved something is
 * not made again before that was undone: the service may have a hook of it.
 */
export async function insist(clock: Clock, call: () => Promise<Called>): Promise<Called> {
  let ended = await call();
  for (const pause of PAUSES) {
    if (ended.kind !== "failed" || !ended.transient || ended.data !== undefined) return ended;
    if (ended.failure.code === "timeout") return ended;
    const wait = ended.retryAfter ?? pause;
    if (wait > LONGEST_PAUSE) return ended;
    await clock.sleep(wait);
    ended = await call();
  }
  return ended;
}

/** Milliseconds before each further try. */
const PAUSES: readonly number[] = [500, 2_000];
const LONGEST_PAUSE = 5_000;

/**
 * When a call is to be made again that has failed so many times, in epoch milliseconds; undefined if there is no use in
 * that, or it was the last time.
 */
export function retryAt(subscription: Subscription, ended: Failed, tries: number, now: number): number | undefined {
  if (!ended.transient) return undefined;
  return nextAttempt(SCHEDULE, { failures: tries, now, retryAfter: ended.retryAfter }, spreadOf(subscription));
}

const MINUTE = 60_000;
const SCHEDULE: readonly number[] = [1, 5, 30, 120, 300, 600, 600].map((minutes) => minutes * MINUTE);

/** Between 0 and 1, by the random part of the subscription's id: what failed together does not return together. */
export function spreadOf({ id }: Subscription): number {
  const digits = Number.parseInt(id.slice(-8), 16);
  return Number.isNaN(digits) ? 0.5 : digits / 2 ** 32;
}
