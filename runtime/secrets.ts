import { base64Bytes, base64Text, hexBytes, hexText, utf8Bytes, utf8Text } from "../language/bytes.ts";
import { RuntimeError } from "./errors.ts";

/** What keeps secrets unreadable in the store. */
export interface Secrets {
  seal(text: string): Promise<string>;
  /** Rejects if the text was sealed with another key, or was changed since. */
  open(sealed: string): Promise<string>;
}

/**
 * AES-256-GCM with a fresh 96-bit nonce per text, as `v1.KEYID.BASE64(nonce and ciphertext)`. The key id says which key
 * opens a text, so that a store can hold texts of several keys while one replaces another. `keyText`: 32 bytes in hex or
 * base64; rejects if it is anything else.
 */
export async function createSecrets(keyText: string): Promise<Secrets> {
  const keyBytes = secretKeyBytes(keyText);
  const key = await crypto.subtle.importKey("raw", keyBytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const keyId = hexText(new Uint8Array(await crypto.subtle.digest("SHA-256", keyBytes)).subarray(0, 4));
  return {
    async seal(text) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, new Uint8Array(utf8Bytes(text)));
      return `v1.${keyId}.${base64Text(new Uint8Array([...nonce, ...new Uint8Array(sealed)]))}`;
    },
    async open(sealed) {
      const [version, id, payload = ""] = sealed.split(".");
      const bytes = base64Bytes(payload);
      if (version !== "v1" || bytes === undefined) throw unreadable("it is no sealed text of this version");
      if (id !== keyId) throw unreadable(`it was sealed with the key ${id}, and the key at hand is ${keyId}`);
      const nonce = new Uint8Array(bytes.subarray(0, NONCE_BYTES));
      const opened = await crypto.subtle
        .decrypt({ name: "AES-GCM", iv: nonce }, key, new Uint8Array(bytes.subarray(NONCE_BYTES)))
        .catch(() => Promise.reject(unreadable("it was changed since it was sealed")));
      return utf8Text(new Uint8Array(opened));
    },
  };
}

/** A new key for `createSecrets`: 32 random bytes in base64. */
export function newSecretKey(): string {
  return base64Text(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}

/** A new signing secret of a delivery target, in the form that Standard Webhooks libraries take. */
export function newTargetSecret(): string {
  return `whsec_${base64Text(crypto.getRandomValues(new Uint8Array(24)))}`;
}

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

function secretKeyBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = text.length === 2 * KEY_BYTES ? hexBytes(text) : base64Bytes(text);
  if (bytes?.length === KEY_BYTES) return new Uint8Array(bytes);
  throw new RuntimeError("secret-key", 500, "The secret key must be 32 bytes, written as 64 hex digits or in base64.");
}

function unreadable(reason: string): RuntimeError {
  return new RuntimeError("secret-unreadable", 500, `A stored secret cannot be opened: ${reason}.`);
}
