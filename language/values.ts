/** A value of IML: what templates read, make and hand on. Buffers are plain `Uint8Array`s, never a subclass. */
export type Value = undefined | null | boolean | number | string | Date | Uint8Array | readonly Value[] | Collection;

export interface Collection {
  readonly [key: string]: Value;
}

/**
 * A value of which nothing is declared, typed so that generated code may read any key of it: `item?.user?.id`. The
 * compiler writes such a read only for keys that are on no built-in prototype, where it is the same as an own-property
 * read whatever the value is; for the others it writes `get`.
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
