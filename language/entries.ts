import { isCollection } from "./kinds.ts";
import type { Collection, Value } from "./values.ts";

/**
 * A new collection, for its entries to be put into it.
 *
 * @example
 * import { collection } from "imlc/values";
 *
 * const order = collection();
 * order.title = "Two lamps";
 * console.log(order); // { title: 'Two lamps' }
 */
export function collection(): Record<string, Value> {
  return {};
}

/**
 * The collection without the keys whose value is undefined.
 *
 * @example
 * import { compact } from "imlc/values";
 *
 * console.log(compact({ title: "Two lamps", note: undefined })); // { title: 'Two lamps' }
 */
export function compact(object: Collection): Collection {
  for (const key in object) if (object[key] === undefined) return defined(object);
  return object;
}

function defined(object: Collection): Collection {
  const kept: Record<string, Value> = {};
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    // To assign this key would set the prototype.
    if (key === "__proto__") Object.defineProperty(kept, key, { ...ordinary, value });
    else kept[key] = value;
  }
  return kept;
}

const ordinary = { enumerable: true, configurable: true, writable: true };

/**
 * The array with null in place of undefined.
 *
 * @example
 * import { list } from "imlc/values";
 *
 * console.log(list([1, undefined])); // [ 1, null ]
 */
export function list(items: readonly Value[]): readonly Value[] {
  return items.includes(undefined) ? items.map((item) => (item === undefined ? null : item)) : items;
}

/**
 * What a spread key adds: the entries of a collection that have a value, of anything else none.
 *
 * @example
 * import { spread } from "imlc/values";
 *
 * console.log({ id: 7, ...spread({ title: "Two lamps" }) }); // { id: 7, title: 'Two lamps' }
 * console.log({ id: 7, ...spread("no collection") }); // { id: 7 }
 */
export function spread(value: Value): Collection {
  return isCollection(value) ? compact(value) : {};
}
