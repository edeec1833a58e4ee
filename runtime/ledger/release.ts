import { type Called, callService, type Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { isHeld } from "./holders.ts";
import { hookOf } from "./hook.ts";
import { insist } from "./insist.ts";
import type { Party } from "./party.ts";

/**
 * Detaches the hook of a party unless another subscription has it too; `write` notes down how that ended before anybody
 * else decides about the hook. A hook that the service does not know (any more) is detached.
 */
export async function release<T>(
  { context, forHook, whileEnding }: Desk,
  party: Party,
  call: string,
  write: (failed: Failed | undefined) => Promise<T>,
): Promise<T> {
  const hook = await hookOf(context, party);
  return forHook(hook, async () => {
    if (await isHeld(context, party, hook, party.id)) return write(undefined);
    const ended = await whileEnding(hook, () =>
      insist(context.clock, () => callService(context, "detach", party, call)),
    );
    return write(isGone(ended) ? undefined : ended);
  });
}

/** Whether nothing is left to detach: a service that does not know the hook has none. */
export function isGone(ended: Called): ended is Exclude<Called, Failed> {
  return ended.kind !== "failed" || ended.status === 404 || ended.status === 410;
}
