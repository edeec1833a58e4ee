import { isArray, isCollection } from "./kinds.ts";
import type { Value } from "./values.ts";

/** Whether arrays and collections stand in each other in more levels than `most`. */
export function isDeeper(value: Value, most: number): boolean {
  if (!isArray(value) && !isCollection(value)) return false;
  return most === 0 || Object.values(value).some((item) => isDeeper(item, most - 1));
}
