import { base64Bytes, base64Text, hexBytes } from "../../language/bytes.ts";
import type { SignatureEncoding } from "../../language/signatures/scheme.ts";

/**
 * The bytes of a signature; undefined if it is not written in this very encoding. Each signature has one way to be written
 * but for the case of hexadecimal digits and the padding of the URL-safe base64: bits that a decoder would drop count.
 */
export function decodeSignature(text: string, encoding: SignatureEncoding): Uint8Array | undefined {
  switch (encoding) {
    case "hex":
      return hexBytes(text);
    case "base64":
      return canonical(text, text);
    case "base64url": {
      const unpadded = text.replace(/=+$/, "");
      if (!/^[\w-]*$/.test(unpadded) || (unpadded !== text && text.length % 4 !== 0)) return undefined;
      const plain = unpadded.replaceAll("-", "+").replaceAll("_", "/");
      return canonical(plain, plain.padEnd(Math.ceil(plain.length / 4) * 4, "="));
    }
  }
}

function canonical(text: string, padded: string): Uint8Array | undefined {
  const bytes = base64Bytes(text);
  return bytes && base64Text(bytes) === padded ? bytes : undefined;
}
