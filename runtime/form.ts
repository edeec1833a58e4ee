import { toText } from "../language/conversions.ts";
import type { Collection, Value } from "../language/values.ts";

/** Reads `application/x-www-form-urlencoded` text, or a query without its `?`. Repeated names become arrays. */
export function parseForm(text: string): Collection {
  const values = new Map<string, string | string[]>();
  // A leading `?` would be dropped; it belongs to the first name.
  for (const [name, value] of new URLSearchParams(`&${text}`)) {
    const before = values.get(name);
    if (before === undefined) values.set(name, value);
    else if (typeof before === "string") values.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(values);
}

/** Writes a collection as a form: arrays repeat their name, undefined and null leave it out, collections go in as JSON. */
export function formatForm(values: Collection): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const each: readonly Value[] = Array.isArray(value) ? value : [value];
    for (const one of each) if (one !== undefined && one !== null) form.append(name, toText(one));
  }
  return form.toString();
}
