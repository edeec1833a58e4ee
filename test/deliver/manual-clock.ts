import type { Clock } from "../../runtime/clock.ts";

export interface ManualClock extends Clock {
  /** Sets the clock forth; whoever slept until then or before wakes. */
  advance(milliseconds: number): void;
}

export function manualClock(start = 1_750_000_000_000): ManualClock {
  let now = start;
  let sleepers: readonly { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers = [...sleepers, { until: now + milliseconds, wake }];
      }),
    advance: (milliseconds) => {
      now += milliseconds;
      const woken = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of woken) wake();
    },
  };
}

/** Long enough in real time for what must not happen to happen. */
export function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
