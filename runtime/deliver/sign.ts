import { base64Text, utf8Bytes } from "../../language/bytes.ts";
import { RuntimeError } from "../errors.ts";
import { whsecBytes } from "../signature/whsec.ts";

export interface SignedMessage {
  readonly id: string;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The `webhook-signature` header of Standard Webhooks: for each secret `v1,` and the HMAC-SHA256 of id, timestamp and
 * body in base64, the newest first. `secrets` are `whsec_…` texts; while one replaces another there are two.
 */
export async function sign(secrets: readonly string[], { id, timestamp, body }: SignedMessage): Promise<string> {
  const content = new Uint8Array(utf8Bytes(`${id}.${timestamp}.${body}`));
  const signatures = secrets.map(async (secret) => {
    const key = await crypto.subtle.importKey("raw", keyBytes(secret), HMAC, false, ["sign"]);
    return `v1,${base64Text(new Uint8Array(await crypto.subtle.sign("HMAC", key, content)))}`;
  });
  return (await Promise.all(signatures)).join(" ");
}

const HMAC = { name: "HMAC", hash: "SHA-256" };

function keyBytes(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = whsecBytes(secret);
  if (bytes !== undefined) return bytes;
  throw new RuntimeError("target-secret", 500, "The signing secret of the target is not `whsec_` and a key in base64.");
}
