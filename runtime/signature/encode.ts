import { base64Text, hexText } from "../../language/bytes.ts";
import type { SignatureEncoding } from "../../language/signatures/scheme.ts";

/** The bytes of a signature as services write them. */
export function encodeSignature(bytes: Uint8Array, encoding: SignatureEncoding): string {
  switch (encoding) {
    case "hex":
      return hexText(bytes);
    case "base64":
      return base64Text(bytes);
    case "base64url":
      return base64Text(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }
}
