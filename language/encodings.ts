import {
  base64Bytes,
  base64Text,
  hexBytes,
  hexText,
  latin1Bytes,
  latin1Text,
  utf8Bytes,
  utf8Text,
  utf16Bytes,
  utf16Text,
} from "./bytes.ts";
import { toText } from "./conversions.ts";
import { ImlError, type Site } from "./error.ts";
import { isBuffer } from "./kinds.ts";
import type { Value } from "./values.ts";
import type { Words } from "./words.ts";

/** A way to write bytes as text. */
interface Encoding {
  readonly text: (bytes: Uint8Array) => string;
  /** Undefined for a text that is not written so. */
  readonly bytes: (text: string) => Uint8Array | undefined;
}

const utf8: Encoding = { text: utf8Text, bytes: utf8Bytes };
const latin1: Encoding = { text: latin1Text, bytes: latin1Bytes };

/** The encodings that functions know, by the names that Node.js has for them; `text` is UTF-8. */
const encodings: ReadonlyMap<string, Encoding> = new Map([
  ["utf8", utf8],
  ["utf-8", utf8],
  ["text", utf8],
  ["hex", { text: hexText, bytes: hexBytes }],
  ["base64", { text: base64Text, bytes: base64Bytes }],
  ["base64url", { text: base64UrlText, bytes: base64Bytes }],
  ["latin1", latin1],
  ["binary", latin1],
  ["ascii", { text: (bytes) => latin1Text(bytes.map((byte) => byte & 0x7f)), bytes: latin1Bytes }],
  ["utf16le", { text: utf16Text, bytes: utf16Bytes }],
]);

/** The names of encodings, in any case. */
export const encodingNames: Words = {
  what: "encoding",
  all: () => [...encodings.keys()],
  has: (name) => encodings.has(name.toLowerCase()),
};

/** The bytes in the encoding of that name; throws if there is none. */
export function encoded(bytes: Uint8Array, encoding: string, site: Site): string {
  return known(encoding, site).text(bytes);
}

/** The bytes of a text in the encoding of that name; throws if there is none, or the text is not written in it. */
export function decoded(text: string, encoding: string, site: Site): Uint8Array {
  const bytes = known(encoding, site).bytes(text);
  if (bytes === undefined) throw new ImlError("argument-value", site, `the text is not written in ${encoding}.`);
  return bytes;
}

/** The bytes of a buffer, or the UTF-8 bytes of the text of any other value. */
export function bytesOf(value: Value): Uint8Array {
  return isBuffer(value) ? value : utf8Bytes(toText(value));
}

/** The bytes in the base64 of URLs, without padding. */
export function base64UrlText(bytes: Uint8Array): string {
  return base64Text(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function known(name: string, site: Site): Encoding {
  const encoding = encodings.get(name.toLowerCase());
  if (encoding !== undefined) return encoding;
  const names = [...encodings.keys()].map((each) => `\`${each}\``).join(", ");
  throw new ImlError("argument-value", site, `'${name.slice(0, 40)}' is no encoding; there are ${names}.`);
}
