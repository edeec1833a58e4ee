import { isArray, isBuffer, isDate } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";

/** Something that a function looked for in its scope. */
export interface Reading {
  /** The variable, and the keys below it; positions in arrays are digits that count from 0. */
  readonly path: readonly string[];
  /** Undefined: it is not there. */
  readonly value: Value;
  /** In what it was looked for. */
  readonly parent: Value;
  /** The whole variable. */
  readonly root: Value;
}

/**
 * What a unit reads when it is evaluated on a scope, in order, each path once and none that only led to another. The unit
 * runs once more for it, on a scope that notes what is looked for; what it gives, or throws, is nothing to anybody.
 */
export function readingsOf(unit: (scope: never) => unknown, scope: object): readonly Reading[] {
  const found = new Map<string, Reading>();
  const note = (reading: Reading): void => {
    if (found.size < MOST) found.set(JSON.stringify(reading.path), reading);
  };
  const variables = Object.entries(scope).map(([name, value]) => [name, noting(value, [name], value, note)]);
  try {
    unit(Object.fromEntries(variables) as never);
  } catch {
    // What it read until then is what is asked for.
  }
  const all = [...found.values()];
  return all.filter(({ path }) => !all.some((other) => isBelow(other.path, path)));
}

/** More than anybody looks at. */
const MOST = 100;

type Note = (reading: Reading) => void;

function noting(value: Value, path: readonly string[], root: Value, note: Note): Value {
  if (typeof value !== "object" || value === null || isDate(value) || isBuffer(value)) return value;
  const look = (key: string): Value => {
    const there = Object.hasOwn(value, key) ? (Reflect.get(value, key) as Value) : undefined;
    note({ path: [...path, key], value: there, parent: value, root });
    return noting(there, [...path, key], root, note);
  };
  const isKey = (key: string | symbol): key is string =>
    typeof key === "string" && (!isArray(value) || /^\d+$/.test(key));
  return new Proxy(value, {
    get: (target, key) => (isKey(key) ? look(key) : Reflect.get(target, key)),
    getOwnPropertyDescriptor(target, key) {
      if (isKey(key) && !Object.hasOwn(target, key)) look(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length && above.every((key, index) => path[index] === key);
}

/** A path as a template has it: positions in brackets, counted from 1. */
export function pathText(path: readonly string[]): string {
  return path.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${Number(key) + 1}]` : `${text}.${key}`));
}
