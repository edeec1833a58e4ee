import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const utf16Decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD. */
export function utf8Text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** The text of UTF-16 units, each with its low byte first. */
export function utf16Text(bytes: Uint8Array): string {
  return utf16Decoder.decode(bytes);
}

/** The UTF-16 units of a text, each with its low byte first. */
export function utf16Bytes(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length * 2 }, (_, i) => text.charCodeAt(i >> 1) >> (8 * (i & 1)));
}

/** So many arguments a function call surely takes. */
const chunk = 8192;

/** The text whose characters have the bytes as their codes (ISO 8859-1). */
export function latin1Text(bytes: Uint8Array): string {
  let text = "";
  // To spread the bytes would copy them one by one.
  for (let i = 0; i < bytes.length; i += chunk) {
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + chunk));
  }
  return text;
}

/** The low bytes of the text's UTF-16 units. */
export function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** The bytes in base64 with padding. */
export function base64Text(bytes: Uint8Array): string {
  return btoa(latin1Text(bytes));
}

/** The bytes of a text in base64 or its URL-safe form, with or without padding; undefined if it is neither. */
export function base64Bytes(text: string): Uint8Array | undefined {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  try {
    return latin1Bytes(atob(plain));
  } catch {
    return undefined;
  }
}

/** The bytes in lower-case hexadecimal. */
export function hexText(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** The bytes of hexadecimal text; undefined if it is none. */
export function hexBytes(text: string): Uint8Array | undefined {
  return /^(?:[\da-f]{2})*$/i.test(text) ? hexToBytes(text) : undefined;
}
