/**
 * Remembers what was taken, by key. `add` is called when something was taken for good, and not before. A `Set` is one; over
 * restarts, and for several processes, it takes a table.
 *
 * @example
 * import type { Keys } from "imlc/runtime";
 *
 * export const keys: Keys = new Set<string>();
 */
export interface Keys {
  has(key: string): boolean | Promise<boolean>;
  add(key: string): unknown;
}

/**
 * The last so many keys, in the memory of this process.
 *
 * @example
 * import { recentKeys } from "imlc/runtime";
 *
 * const keys = recentKeys(1000);
 * keys.add("order-7");
 * console.log(keys.has("order-7"));
 */
export function recentKeys(limit: number): Keys {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key);
      for (const oldest of keys) {
        if (keys.size <= limit) return;
        keys.delete(oldest);
      }
    },
  };
}

/** How many are remembered where nobody says. */
export const REMEMBERED = 10_000;
