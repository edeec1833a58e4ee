import type { Collection, Value } from "./values.ts";

/**
 * Whether a value is a collection: an object, but no array, date or buffer.
 *
 * @example
 * import { isCollection } from "imlc/values";
 *
 * console.log(isCollection({ id: 7 })); // true
 * console.log(isCollection([7])); // false
 */
export function isCollection(value: Value): value is Collection {
  return typeof value === "object" && value !== null && !isArray(value) && !isDate(value) && !isBuffer(value);
}

/** Whether a value is an array. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is a date. */
export function isDate(value: Value): value is Date {
  return value instanceof Date;
}

/** Whether a value is a buffer. */
export function isBuffer(value: Value): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** A value that holds no others. */
export type Scalar = Exclude<Value, readonly Value[] | Collection>;

/** The kinds of such values. */
export type ScalarKind = "undefined" | "null" | "boolean" | "number" | "text" | "date" | "buffer";

/** The word that types and messages have for the kind of a value. */
export function kindOf(value: Value): ScalarKind | "array" | "collection" {
  if (isArray(value)) return "array";
  return isCollection(value) ? "collection" : scalarKind(value);
}

/** The word for the kind of a value that is neither an array nor a collection. */
export function scalarKind(value: Scalar): ScalarKind {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value === "string") return "text";
  return isDate(value) ? "date" : "buffer";
}
