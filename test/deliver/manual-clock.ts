import type { SteadyClock } from "../../runtime/clock.ts";

export interface ManualClock extends SteadyClock {
  /** Lets time pass; whoever slept until then or before wakes. */
  advance(milliseconds: number): void;
  /** Sets the time of day forth, or back, while no time passes. */
  jump(milliseconds: number): void;
}

export function manualClock(start = 1_750_000_000_000): ManualClock {
  let passed = 0;
  let jumped = 0;
  let sleepers: readonly { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => start + jumped + passed,
    elapsed: () => passed,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers = [...sleepers, { until: passed + milliseconds, wake }];
      }),
    advance: (milliseconds) => {
      passed += milliseconds;
      const woken = sleepers.filter(({ until }) => until <= passed);
      sleepers = sleepers.filter(({ until }) => until > passed);
      for (const { wake } of woken) wake();
    },
    jump: (milliseconds) => {
      jumped += milliseconds;
    },
  };
}

/** Long enough in real time for what must not happen to happen. */
export function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
