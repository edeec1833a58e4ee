import { hexBytes, latin1Text, utf8Bytes, utf8Text } from "../language/bytes.ts";
import { toText } from "../language/conversions.ts";
import { maxKeys } from "../language/json.ts";
import type { Collection, Value } from "../language/values.ts";
import { RuntimeError } from "./errors.ts";

/**
 * Reads `application/x-www-form-urlencoded` text, or a query without its `?`. Repeated names become arrays. The result is
 * that of `URLSearchParams`, whose time grows with the square of the number of fields where this takes one look at each. Throws a `RuntimeError` (413)
 * if there are more fields than JSON may have keys.
 */
export function parseForm(text: string): Collection {
  const values = new Map<string, string | string[]>();
  let fields = 0;
  for (let start = 0; start < text.length; ) {
    const ampersand = text.indexOf("&", start);
    const end = ampersand === -1 ? text.length : ampersand;
    if (end > start) {
      fields += 1;
      if (fields > maxKeys) {
        throw new RuntimeError("body-too-many-keys", 413, `The form has more than ${maxKeys} fields.`);
      }
      addField(values, text.slice(start, end));
    }
    start = end + 1;
  }
  return Object.fromEntries(values);
}

function addField(values: Map<string, string | string[]>, field: string): void {
  const equals = field.indexOf("=");
  const name = decoded(equals === -1 ? field : field.slice(0, equals));
  const value = equals === -1 ? "" : decoded(field.slice(equals + 1));
  const before = values.get(name);
  if (before === undefined) values.set(name, value);
  else if (typeof before === "string") values.set(name, [before, value]);
  else before.push(value);
}

/** Percent-encoding that is none, and bytes that are no UTF-8, are taken as the URL Standard has it: the former stay, the latter become U+FFFD. */
function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  if (!spaced.includes("%")) return spaced.toWellFormed();
  try {
    return decodeURIComponent(spaced).toWellFormed();
  } catch {
    return utf8Text(percentDecoded(utf8Bytes(spaced)));
  }
}

function percentDecoded(bytes: Uint8Array): Uint8Array {
  const found = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const escaped = bytes[i] === PERCENT ? hexBytes(latin1Text(bytes.subarray(i + 1, i + 3))) : undefined;
    const isEscape = escaped?.length === 1;
    found[length] = (isEscape ? escaped[0] : bytes[i]) ?? 0;
    length += 1;
    if (isEscape) i += 2;
  }
  return found.subarray(0, length);
}

const PERCENT = 0x25;

/** Writes a collection as a form: arrays repeat their name, undefined and null leave it out, collections go in as JSON. */
export function formatForm(values: Collection): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const each: readonly Value[] = Array.isArray(value) ? value : [value];
    for (const one of each) if (one !== undefined && one !== null) form.append(name, toText(one));
  }
  return form.toString();
}
