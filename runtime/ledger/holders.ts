import { encodeValue } from "../../language/codec.ts";
import type { Collection } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { LedgerState, Subscription, SubscriptionFilter } from "../engine/engine.ts";
import { openOwner } from "../stored.ts";

/** Every subscription that the filter lets through, newest first, in pages. */
export async function* subscriptionsOf({ engine }: Context, filter: SubscriptionFilter): AsyncGenerator<Subscription> {
  let before: number | undefined;
  for (;;) {
    const page = await engine.subscriptions({ ...filter, limit: PAGE, before });
    yield* page;
    if (page.length < PAGE) return;
    before = page.at(-1)?.seq;
  }
}

const PAGE = 200;

/** Whether a subscription but the one of this id needs the hook. One that is ending needs it to be detached, and does so itself. */
export async function isHeld(
  context: Context,
  { app, webhook }: Pick<Subscription, "app" | "webhook">,
  hook: string,
  but: string,
): Promise<boolean> {
  for await (const { id, state } of subscriptionsOf(context, { app, webhook, hook })) {
    if (id !== but && HOLDING.has(state)) return true;
  }
  return false;
}

const HOLDING: ReadonlySet<LedgerState> = new Set(["attached", "detaching"]);

/**
 * A subscription of the same connection that was attached with the same parameters, so that its hook is as good as one of
 * one's own; one whose hook is about to expire is of no use.
 */
export async function twinOf(
  context: Context,
  { id, app, webhook, connection }: Subscription,
  parameters: Collection,
): Promise<Subscription | undefined> {
  const now = context.clock.now();
  const wanted = inOrder(parameters);
  for await (const other of subscriptionsOf(context, { app, webhook, connection })) {
    const { state, untold, renewAt = Number.POSITIVE_INFINITY } = other;
    if (other.id === id || state !== "attached" || untold || other.hook === undefined || renewAt <= now) continue;
    if (inOrder((await openOwner(context.secrets, other)).parameters) === wanted) return other;
  }
  return undefined;
}

/** The parameters as text, whatever order a program has sent them in. */
function inOrder(parameters: Collection): string {
  const entries = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return encodeValue(Object.fromEntries(entries));
}
