/**
 * A value of IML: what templates read, make and hand on. Buffers are plain `Uint8Array`s, never a subclass.
 *
 * @example
 * import { toText, type Value } from "imlc/values";
 *
 * const values: readonly Value[] = [7, null, new Date(0)];
 * console.log(values.map(toText)); // [ '7', '', '1970-01-01T00:00:00.000Z' ]
 */
export type Value = undefined | null | boolean | number | string | Date | Uint8Array | readonly Value[] | Collection;

/**
 * A collection of IML: values by their keys.
 *
 * @example
 * import type { Collection } from "imlc/values";
 *
 * const order: Collection = { id: 7, lines: [{ sku: "A1" }] };
 * console.log(order.id); // 7
 */
export interface Collection {
  readonly [key: string]: Value;
}

/**
 * A value of which nothing is declared, typed so that generated code may read any key of it: `item?.user?.id`. The
 * compiler writes such a read only for keys that are on no built-in prototype, where it is the same as an own-property
 * read whatever the value is; for the others it writes `get`.
 *
 * @example
 * import { type Open, open } from "imlc/values";
 *
 * const item: Open = open({ user: { id: 7 } });
 * console.log(item?.user?.id); // 7
 */
export type Open = { readonly [key: string]: Open } | undefined;

export {
  asCollection,
  asDate,
  asNumber,
  optionalNumber,
  optionalText,
} from "./arguments.ts";
export { add, div, mod, mul, negate, plusPlus, sub } from "./arithmetic.ts";
export { eq, ge, gt, le, lt, ne, strictEq, strictNe } from "./comparison.ts";
export { random, timestamp, uuid } from "./computed.ts";
export { toArray, toNumber, toText, truthy } from "./conversions.ts";
export { dateFormat } from "./date-format.ts";
export { collection, compact, list, spread } from "./entries.ts";
export { ImlError, type Site, site } from "./error.ts";
export { isCollection } from "./kinds.ts";
export { and, or } from "./logic.ts";
export { at, get, open } from "./read.ts";
export { searchFor } from "./search.ts";
export { urlText } from "./url-text.ts";
