import { isArray, isCollection } from "./kinds.ts";
import type { Open, Value } from "./values.ts";

/**
 * Makes the result of a function readable by any key.
 *
 * @example
 * import { first } from "imlc/functions";
 * import { open } from "imlc/values";
 *
 * console.log(open(first([{ sku: "A1" }]))?.sku); // A1
 */
export function open(value: Value): Open {
  return value as Open;
}

/**
 * Reads an own key of a collection; undefined for everything else, whatever its prototype has.
 *
 * @example
 * import { get } from "imlc/values";
 *
 * console.log(get({ length: 7 }, "length")); // 7
 * console.log(get("seven", "length")); // undefined
 */
export function get(object: Value, key: string): Open {
  return isCollection(object) && Object.hasOwn(object, key) ? open(object[key]) : undefined;
}

/**
 * Reads an item by its number, or a key by its name. Numbers count from 1, and from -1 at the end; 0 is never anything.
 * A name of digits counts on an array, a number names on a collection. Any other kind of key reads nothing.
 *
 * @example
 * import { at } from "imlc/values";
 *
 * console.log(at(["a", "b", "c"], 1)); // a
 * console.log(at(["a", "b", "c"], -1)); // c
 */
export function at(object: Value, key: Value): Open {
  if (typeof key === "number") {
    if (isArray(object))
      return open(Number.isInteger(key) ? object[key > 0 ? key - 1 : object.length + key] : undefined);
    return key === 0 ? undefined : get(object, String(key));
  }
  if (typeof key !== "string") return undefined;
  if (isArray(object)) return /^\d+$/.test(key) ? open(object[Number(key) - 1]) : undefined;
  return get(object, key);
}
