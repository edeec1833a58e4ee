import type { Engine, Retention } from "./engine/engine.ts";

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** How long things are kept that nobody waits for any more. */
export const defaultRetention: Retention = { requests: 7 * DAY, unowned: 7 * DAY, delivered: 3 * DAY, dead: 30 * DAY };

/** Drops every minute what is kept no longer, so that each time it is little. Returns what ends that. */
export function startSweeping(
  engine: Engine,
  retention: Retention,
  now: () => number,
  failed: (error: unknown) => void,
): () => void {
  let sweeping = false;
  const sweep = async (): Promise<void> => {
    if (sweeping) return;
    sweeping = true;
    await engine.sweep(now(), retention).catch(failed);
    sweeping = false;
  };
  const timer = setInterval(sweep, MINUTE);
  return () => clearInterval(timer);
}
