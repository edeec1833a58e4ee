import type { Subscription } from "../engine/engine.ts";
import type { Acquired } from "./acquire.ts";
import type { Desk } from "./desk.ts";
import { enter, newCall } from "./entry.ts";
import { sealLeftover } from "./leftover.ts";
import { partyOf } from "./party.ts";

/**
 * Writes down the hook that a subscription has from now on, with the parameters that hold from now on, if they are others.
 * The hook before is left to be detached, if it is another; others that have it too keep it.
 */
export async function exchange(
  { context }: Desk,
  subscription: Subscription,
  { held }: Acquired,
  parameters?: string,
): Promise<Subscription> {
  const now = { ...held, parameters };
  if (subscription.data === undefined || subscription.hook === held.hook) {
    return enter(context, subscription, "attached", { held: now, due: held.renewAt });
  }
  const leftover = await sealLeftover(context, await partyOf(context, subscription));
  const progress = { ...newCall(context), leftover };
  return enter(context, subscription, "attached", { held: now, due: context.clock.now(), progress });
}
