import { maxJsonDepth } from "../json.ts";
import { isArray, isBuffer, isCollection, isDate } from "../kinds.ts";
import type { Value } from "../values.ts";

/**
 * A copy of a value as JavaScript written by others expects it, who may change it: objects that inherit from `Object`,
 * and `Buffer`s where the platform has them.
 */
export function toHost(value: Value): unknown {
  if (isArray(value)) return value.map(toHost);
  if (isDate(value)) return new Date(value);
  if (isBuffer(value)) return bufferOf(value);
  if (!isCollection(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toHost(item)]));
}

/**
 * The value of IML that a value of JavaScript stands for, which shares nothing with it. Objects are their own keys,
 * whatever they inherit; a key without a value is left out, an item without one is null; a `bigint` that a number cannot
 * hold is the text of its digits. Throws a `TypeError` that says what stands where if there is something else in it.
 */
export function fromHost(value: unknown): Value {
  return converted(value, [], "");
}

function bufferOf(bytes: Uint8Array): Uint8Array {
  const { Buffer } = globalThis as { readonly Buffer?: { from(bytes: Uint8Array): Uint8Array } };
  return Buffer ? Buffer.from(bytes) : bytes.slice();
}

function converted(value: unknown, around: readonly object[], path: string): Value {
  switch (typeof value) {
    case "undefined":
    case "boolean":
    case "number":
    case "string":
      return value;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    case "symbol":
    case "function":
      throw noValue(`a ${typeof value}`, path);
    case "object":
      return value === null ? null : fromObject(value, around, path);
  }
}

function fromObject(value: object, around: readonly object[], path: string): Value {
  if (value instanceof Date) return dateFrom(value, path);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  if (value instanceof ArrayBuffer) return new Uint8Array(value).slice();
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return value.valueOf();
  if (around.includes(value)) throw noValue("an object that holds itself", path);
  if (around.length === maxJsonDepth) throw noValue(`nested more than ${maxJsonDepth} levels deep`, path);
  const inside = [...around, value];
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, i) => converted(item, inside, `${path}[${i}]`) ?? null);
  }
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  if (kind !== "Object") throw noValue(`a JavaScript ${kind}`, path);
  const entries = Object.entries(value).map(([key, item]): [string, Value] => [
    key,
    converted(item, inside, path === "" ? key : `${path}.${key}`),
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function dateFrom(value: Date, path: string): Date {
  if (Number.isNaN(value.getTime())) throw noValue("a date that is none (`Invalid Date`)", path);
  return new Date(value.getTime());
}

function noValue(what: string, path: string): TypeError {
  return new TypeError(`${what}${path === "" ? "" : ` in \`${path}\``} is no value of IML`);
}
