import type { SteadyClock } from "../clock.ts";

/** Lanes that wait for a time to come. */
export interface Sleepers {
  /** Has the lane rise after so many milliseconds. */
  sleep(lane: string, milliseconds: number): void;
  /** Has a lane that sleeps rise within a second; false if it does not sleep. */
  wake(lane: string): boolean;
  /** How many lanes sleep. */
  size(): number;
  /** Nobody rises any more. */
  stop(): void;
}

/** `rise` is called with each lane whose time has come, once; never before its time but for `wake`. */
export function createSleepers(clock: SteadyClock, rise: (lane: string) => void): Sleepers {
  /** By lane, when it rises, for those who sleep for longer: one timer for all of them, however many. */
  const far = new Map<string, number>();
  const near = new Set<string>();
  let ticking = false;
  let stopped = false;

  const sleep = (lane: string, milliseconds: number): void => {
    if (stopped) return;
    if (milliseconds > TICK) {
      far.set(lane, clock.elapsed() + milliseconds);
      if (!ticking) void tick();
      return;
    }
    near.add(lane);
    void clock.sleep(milliseconds).then(() => {
      near.delete(lane);
      if (!stopped) rise(lane);
    });
  };
  const tick = async (): Promise<void> => {
    ticking = true;
    while (far.size > 0 && !stopped) {
      await clock.sleep(TICK);
      const now = clock.elapsed();
      for (const [lane, at] of far) {
        if (at - now > TICK) continue;
        far.delete(lane);
        if (at > now) sleep(lane, at - now);
        else if (!stopped) rise(lane);
      }
    }
    ticking = false;
  };
  return {
    size: () => far.size + near.size,
    sleep,
    wake: (lane) => {
      if (far.has(lane)) far.set(lane, Number.NEGATIVE_INFINITY);
      return far.has(lane) || near.has(lane);
    },
    stop: () => {
      stopped = true;
    },
  };
}

/** Milliseconds. */
const TICK = 1_000;
