import { base64Bytes, base64Text } from "./bytes.ts";
import { instantFromText } from "./instant.ts";
import { isArray, isBuffer, isCollection, isDate } from "./kinds.ts";
import type { Collection, Value } from "./values.ts";

/**
 * A value as JSON text from which `decodeValue` makes an equal value: dates, buffers, undefined and the numbers that
 * JSON lacks are written as collections of one tag, and collections that look like one are wrapped.
 */
export function encodeValue(value: Value): string {
  return JSON.stringify(mapped(value, { scalar: tagged, collection: escaped }));
}

/** The value that `encodeValue` has written. */
export function decodeValue(text: string): Value {
  const json: Value = JSON.parse(text);
  return text.includes('"$') ? untagged(json) : json;
}

/** A value as people write it in test cases: dates, buffers and undefined as tags, nothing wrapped, NaN as null. */
export function encodeTagged(value: Value): Value {
  return mapped(value, { scalar: taggedForPeople, collection: (entries) => entries });
}

/** The value that people mean by tags; a collection that is no tag is an ordinary one. */
export function decodeTagged(value: Value): Value {
  if (isArray(value)) return value.map(decodeTagged);
  if (!isCollection(value)) return value;
  const scalar = scalarOf(value);
  return scalar === undefined ? mapEntries(value, decodeTagged) : scalar.value;
}

/** The tag under which a collection of one key is kept that would read as a tag itself. */
const wrapper = "$collection";

function isPlain(value: Value): boolean {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || value === null) return value !== undefined;
  if (isArray(value)) return value.every(isPlain);
  if (!isCollection(value)) return false;
  const keys = Object.keys(value);
  return !areOfTag(keys) && keys.every((key) => isPlain(value[key]));
}

function looksTagged(value: Collection): boolean {
  return areOfTag(Object.keys(value));
}

function areOfTag(keys: readonly string[]): boolean {
  return keys.length === 1 && keys[0]?.startsWith("$") === true;
}

interface Mapping {
  readonly scalar: (value: Value) => Value;
  readonly collection: (entries: Collection) => Value;
}

/** What is plain JSON is left as it is, for most of what is stored is. */
function mapped(value: Value, mapping: Mapping): Value {
  if (isPlain(value)) return value;
  if (isArray(value)) return value.map((item) => mapped(item, mapping));
  return isCollection(value)
    ? mapping.collection(mapEntries(value, (item) => mapped(item, mapping)))
    : mapping.scalar(value);
}

function mapEntries(value: Collection, change: (item: Value) => Value): Collection {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}

function escaped(entries: Collection): Collection {
  return looksTagged(entries) ? { [wrapper]: entries } : entries;
}

function tagged(value: Value): Value {
  return typeof value === "number" && !isPlain(value)
    ? { $number: Object.is(value, -0) ? "-0" : String(value) }
    : taggedForPeople(value);
}

function taggedForPeople(value: Value): Value {
  if (value === undefined) return { $undefined: true };
  if (isDate(value)) return { $date: value.toISOString() };
  if (isBuffer(value)) return { $base64: base64Text(value) };
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}

function untagged(value: Value): Value {
  if (isArray(value)) return value.map(untagged);
  if (!isCollection(value)) return value;
  if (!looksTagged(value)) return mapEntries(value, untagged);
  const { [wrapper]: inner, $number } = value;
  if (isCollection(inner)) return mapEntries(inner, untagged);
  if (typeof $number === "string") return Number($number);
  const scalar = scalarOf(value);
  return scalar === undefined ? mapEntries(value, untagged) : scalar.value;
}

/** The value that a tag stands for; undefined if it is none. */
function scalarOf(value: Collection): { readonly value: Value } | undefined {
  if (!looksTagged(value)) return undefined;
  const { $undefined, $date, $base64 } = value;
  if ($undefined === true) return { value: undefined };
  const found =
    (typeof $date === "string" ? dateOf($date) : undefined) ??
    (typeof $base64 === "string" ? base64Bytes($base64) : undefined);
  return found && { value: found };
}

/** What was stored is a whole instant; people may leave the time out, or the offset of UTC, and give microseconds. */
function dateOf(text: string): Date | undefined {
  return (
    instantFromText(text) ?? [text, `${text}Z`, `${text}T00:00Z`].map(inMilliseconds).map(instantFromText).find(Boolean)
  );
}

function inMilliseconds(text: string): string {
  return text.replace(/(?<=:\d\d)\.\d{1,9}/, (fraction) => fraction.slice(0, 4).padEnd(4, "0"));
}
