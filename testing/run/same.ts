import { isArray, isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";

/** Whether two values of JSON are the same; the order of keys does not count. */
export function same(a: Value, b: Value): boolean {
  return canonical(a) === canonical(b);
}

/** The keys that lead to the first thing that two values have not in common. */
export function firstDifference(expected: Value, actual: Value): readonly (string | number)[] {
  if (isArray(expected) && isArray(actual)) {
    const index = Array.from({ length: Math.max(expected.length, actual.length) }, (_, at) => at).find(
      (at) => !same(expected[at], actual[at]),
    );
    return index === undefined ? [] : [index, ...firstDifference(expected[index], actual[index])];
  }
  if (isCollection(expected) && isCollection(actual)) {
    const key = [...Object.keys(expected), ...Object.keys(actual)].find((name) => !same(expected[name], actual[name]));
    return key === undefined ? [] : [key, ...firstDifference(expected[key], actual[key])];
  }
  return [];
}

/** A value with its keys in the order of another, as far as that has them. */
export function inOrderOf(value: Value, other: Value): Value {
  if (isArray(value)) return value.map((item, index) => inOrderOf(item, isArray(other) ? other[index] : undefined));
  if (!isCollection(value)) return value;
  const model = isCollection(other) ? other : {};
  const keys = [...Object.keys(model).filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)];
  return Object.fromEntries([...new Set(keys)].map((key) => [key, inOrderOf(value[key], model[key])]));
}

/** JSON as people read it. */
export function printed(value: Value): string {
  return value === undefined ? "(nothing)" : JSON.stringify(value, null, 2);
}

function canonical(value: Value): string {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_, each: unknown) => (isPlain(each) ? Object.fromEntries(sorted(each)) : each));
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
