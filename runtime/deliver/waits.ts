import type { SteadyClock } from "../clock.ts";
import type { Delivery } from "../engine/engine.ts";
import { longestAsked } from "./schedule.ts";

/**
 * How long the heads of lanes must still wait. The store knows the time of day at which each is due; from the moment when
 * a process has first seen that, it measures, so that no change of the clock brings a retry early or keeps it for ever.
 */
export interface Waits {
  /** Milliseconds for which the head of a lane must still wait; 0: it may go. */
  left(lane: string, head: Pick<Delivery, "id" | "due">): number;
  /** Notes that the head of a lane is due after so many milliseconds. */
  begin(lane: string, head: Pick<Delivery, "id" | "due">, milliseconds: number): void;
  /** The lane has no head that waits. */
  forget(lane: string): void;
}

export function createWaits(clock: SteadyClock, schedule: readonly number[]): Waits {
  const waits = new Map<string, { readonly id: string; readonly due: number; readonly until: number }>();
  const longest = Math.max(longestAsked, ...schedule.map((wait) => 2 * wait));
  const begin: Waits["begin"] = (lane, { id, due }, milliseconds) => {
    waits.set(lane, { id, due, until: clock.elapsed() + milliseconds });
  };
  return {
    begin,
    forget: (lane) => {
      waits.delete(lane);
    },
    left: (lane, head) => {
      // Never tried, or let go at once.
      if (head.due === 0) return 0;
      const known = waits.get(lane);
      if (known?.id === head.id && known.due === head.due) return Math.max(0, known.until - clock.elapsed());
      // Written by a process before, maybe under a clock that was wrong: nobody has ever to wait for longer than this.
      const left = Math.min(Math.max(0, head.due - clock.now()), longest);
      begin(lane, head, left);
      return left;
    },
  };
}
