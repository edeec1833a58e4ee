import { base64Bytes } from "../../language/bytes.ts";

/** The key that a secret of Standard Webhooks is: `whsec_` (or nothing) and base64. Undefined for what is none. */
export function whsecBytes(secret: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = base64Bytes(secret.replace(/^whsec_/, ""));
  return bytes && bytes.length > 0 ? new Uint8Array(bytes) : undefined;
}
