import type { Sides } from "./difference.ts";
import { type Element, textOf } from "./outcome.ts";

/** The elements of a request that are the same value on both sides, and those that are on one side only. */
export interface Paired {
  readonly pairs: readonly Sides<Element>[];
  readonly removed: readonly Element[];
  readonly added: readonly Element[];
  /** Whether those that are on both sides come in another order. */
  readonly isReordered: boolean;
}

/** Finds for each element the one with the same value on the other side, each once, the first first. */
export function paired({ old, new: now }: Sides<readonly Element[]>): Paired {
  const waiting = Map.groupBy(now, textOf);
  const pairs: Sides<Element>[] = [];
  const removed: Element[] = [];
  for (const element of old) {
    const same = waiting.get(textOf(element))?.shift();
    if (same === undefined) removed.push(element);
    else pairs.push({ old: element, new: same });
  }
  const added = [...waiting.values()].flat();
  const isReordered = pairs.some(({ new: { number } }, index) => number < (pairs[index - 1]?.new.number ?? 0));
  return { pairs, removed, added, isReordered };
}
