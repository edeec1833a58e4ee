const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** How long a target may fail without one delivery before it is disabled: five days, in milliseconds. */
export const failingLimit = 120 * HOUR;

export interface FailedAttempt {
  /** How many attempts have failed, with this one. */
  readonly failures: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The wait in milliseconds that the target asked for. */
  readonly retryAfter?: number;
}

/**
 * When to try again, in epoch milliseconds; undefined if that was the last attempt. Never sooner than the target asks
 * for, and never sooner than the schedule says: a target that is away for an hour and asks for a second each time would
 * else have used up all its attempts by then. The schedule's own waits are spread by a tenth, so that what failed together
 * does not return together. `random` is between 0 and 1.
 */
export function nextAttempt(
  schedule: readonly number[],
  { failures, now, retryAfter = 0 }: FailedAttempt,
  random: number,
): number | undefined {
  const wait = schedule[failures - 1];
  if (wait === undefined) return undefined;
  const spread = Math.round(wait * (0.9 + 0.2 * random));
  return now + Math.max(spread, Math.min(retryAfter, longestAsked));
}

/** Milliseconds, a day: a target that asks for more has most likely made a mistake. */
export const longestAsked = 24 * HOUR;

/** The wait in milliseconds that a `Retry-After` header asks for: seconds or a date (RFC 9110, section 10.2.3). */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * SECOND;
  const date = HTTP_DATE.test(header) ? Date.parse(header.endsWith("GMT") ? header : `${header} GMT`) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The three forms of RFC 9110, section 5.6.7; the last of them is in GMT without saying so. */
const HTTP_DATE =
  /^(?:\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT|\w{6,9}, \d\d-\w{3}-\d\d [\d:]{8} GMT|\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})$/;
