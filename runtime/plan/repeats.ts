import { dedupeWindowOf } from "../dedupe-window.ts";
import type { NewItem } from "../engine/engine.ts";
import type { FoundWebhook } from "./webhooks.ts";

/** Whether an item of a request is left out, for one with its dedupe key was taken before. */
export type IsRepeat = (item: NewItem) => boolean;

/**
 * Remembers the keys of one side, which claim what they claim in a store: an item that failed claims none, and none counts
 * longer than the window of its webhook. Items are told in the order in which they came.
 */
export function createRepeats(
  side: "old" | "new",
): (webhook: FoundWebhook, request: { readonly receivedAt: number }) => IsRepeat {
  const expiries = new Map<string, number>();
  return ({ app, webhook, modules }, { receivedAt }) => {
    const window = dedupeWindowOf(modules[side] ?? {});
    return ({ dedupe, payload }) => {
      if (dedupe === undefined) return false;
      const key = JSON.stringify([app, webhook, dedupe]);
      const isKnown = (expiries.get(key) ?? Number.NEGATIVE_INFINITY) > receivedAt;
      if (!isKnown && payload.kind !== "failure") expiries.set(key, receivedAt + window);
      return isKnown;
    };
  };
}
