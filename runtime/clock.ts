/**
 * Time as an argument, so that a test can hold it in its hand.
 *
 * @example
 * import type { Clock } from "imlc/runtime";
 *
 * export const standing: Clock = { now: () => Date.UTC(2026, 0, 1), sleep: async () => {} };
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** A clock that can also measure: what somebody sets the time to does not matter. */
export interface SteadyClock extends Clock {
  /** Milliseconds since some moment; never goes back, and never jumps. */
  elapsed(): number;
}

/**
 * The clock of the machine.
 *
 * @example
 * import { systemClock } from "imlc/runtime";
 *
 * console.log(new Date(systemClock.now()).toISOString());
 */
export const systemClock: SteadyClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
