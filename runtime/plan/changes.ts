import { isSecretName, redactNamed, sanitize } from "../procedure/redact.ts";
import type { Sides } from "./difference.ts";

/** One place at which two JSON values differ. */
export interface Change {
  readonly path: readonly string[];
  readonly values: Sides<string | undefined>;
}

/**
 * Where two JSON values differ, as deep as both have the same shape. The elements of arrays of equal length are compared
 * in turn, and what differs in several of them is told once.
 */
export function changesOf(old: unknown, now: unknown): readonly Change[] {
  const byPath = new Map(changesAt(old, now, []).map((change) => [JSON.stringify(change.path), change] as const));
  return [...byPath.values()];
}

/** A value as JSON text, without what the last name of its path, or a key in it, calls secret. */
export function shown(value: unknown, path: readonly string[] = []): string | undefined {
  if (value === undefined) return undefined;
  if (path.some(isSecretName)) return '"[redacted]"';
  return JSON.stringify(typeof value === "object" && value !== null ? redactNamed(value) : value);
}

/** The values without these texts, wherever they turn up. */
export function withoutSecrets(values: Change["values"], secrets: readonly string[]): Change["values"] {
  return secrets.length === 0 ? values : sanitize(values, [], secrets);
}

function changesAt(old: unknown, now: unknown, path: readonly string[]): readonly Change[] {
  if (Object.is(old, now)) return [];
  if (Array.isArray(old) && Array.isArray(now)) {
    if (old.length === now.length) return old.flatMap((one, index) => changesAt(one, now[index], [...path, "[]"]));
  } else if (isObject(old) && isObject(now)) {
    const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...keys].flatMap((key) => changesAt(member(old, key), member(now, key), [...path, key]));
  }
  return [{ path, values: { old: shown(old, path), new: shown(now, path) } }];
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
