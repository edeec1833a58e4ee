import { isArray, isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";

/**
 * One value laid over another, as `temp` is: collections are merged key by key and arrays place by place, at any depth;
 * undefined leaves what is below as it is, anything else replaces it.
 */
export function merged(below: Value, above: Value): Value {
  if (above === undefined) return below;
  if (isCollection(below) && isCollection(above)) return mergedCollections(below, above);
  if (isArray(below) && isArray(above)) {
    return Array.from({ length: Math.max(below.length, above.length) }, (_, i) => merged(below[i], above[i]));
  }
  return above;
}

/** The same of two collections. */
export function mergedCollections(below: Collection, above: Collection): Collection {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) entries.set(key, merged(entries.get(key), value));
  return Object.fromEntries(entries);
}
