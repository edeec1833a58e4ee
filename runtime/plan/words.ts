import type { Difference, Sides } from "./difference.ts";
import { differenceNames, pathText } from "./told.ts";

/** What differs: `` header of the reply `etag` ``. */
export function whatText({ kind, path }: Pick<Difference, "kind" | "path">): string {
  return `${differenceNames[kind]}${path.length === 0 ? "" : ` \`${pathText(path)}\``}`;
}

/** How the values differ: `200 → 202`. */
export function changeText({ old, new: now }: Sides<string | undefined>): string {
  if (old === undefined) return now === undefined ? "changed" : `added: ${now}`;
  return now === undefined ? `removed: ${old}` : `${old} → ${now}`;
}

/** The subscriptions that an item was of, and those that it is of. */
export function ownersText({ old, new: now }: Sides<readonly string[]>): string {
  const text = (ids: readonly string[]): string => (ids.length === 0 ? "no subscription" : ids.join(", "));
  return `${text(old)} → ${text(now)}`;
}

/** Where the directive of a difference stands, on both sides if it has moved; undefined: it comes of none. */
export function placesText({ old, new: now }: Sides<string | undefined>): string | undefined {
  if (old === undefined && now === undefined) return undefined;
  return old === now ? old : `${old ?? "nowhere"} → ${now ?? "nowhere"}`;
}
