import { toText } from "../language/conversions.ts";
import { isCollection } from "../language/kinds.ts";
import type { Value } from "../language/values.ts";
import { RuntimeError } from "./errors.ts";

/**
 * The headers that a manifest declares, names in lower case, as HTTP may carry them. Undefined and null leave a header
 * out, an array is joined by commas; what frames the message belongs to the connection and is left out too. Throws a
 * `RuntimeError` for a name or value that HTTP does not allow, so that a value cannot smuggle in a header of its own.
 */
export function headersOf(declared: Value): Readonly<Record<string, string>> {
  if (declared === undefined || declared === null) return {};
  if (!isCollection(declared)) throw new RuntimeError("headers-shape", 500, "`headers` must be a collection.");
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(declared)) {
    const lower = name.toLowerCase();
    if (value === undefined || value === null || FRAMING.has(lower)) continue;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new RuntimeError("header-name", 500, `${JSON.stringify(name)} cannot be the name of a header.`);
    }
    const text = Array.isArray(value) ? value.map(toText).join(", ") : toText(value);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
      throw new RuntimeError(
        "header-value",
        500,
        `The value of the header \`${lower}\` has characters that HTTP does not allow.`,
      );
    }
    headers.push([lower, text]);
  }
  return Object.fromEntries(headers);
}

const FRAMING: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
