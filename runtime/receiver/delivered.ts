import type { Value } from "../../language/values.ts";

/**
 * What is left of a type when a value of it has gone through JSON: dates and buffers are text there. A `Value`, of which
 * nothing more is known, stays one.
 *
 * @example
 * import type { Delivered } from "imlc/runtime";
 *
 * export const seen: Delivered<{ at: Date }> = { at: "2026-11-22T12:00:00.000Z" };
 */
export type Delivered<T> = [Value] extends [T] ? T : Changed<T>;

type Changed<T> = T extends Date | Uint8Array
  ? string
  : T extends readonly (infer Element)[]
    ? readonly Delivered<Element>[]
    : T extends object
      ? { readonly [K in keyof T]: Delivered<T[K]> }
      : T;
