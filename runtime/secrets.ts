import { base64Bytes, base64Text, hexBytes, hexText, utf8Bytes, utf8Text } from "../language/bytes.ts";
import { RuntimeError } from "./errors.ts";

/**
 * What keeps secrets unreadable in the store.
 *
 * @example
 * import type { Secrets } from "imlc/runtime";
 *
 * export const movedTo = async (target: Secrets, source: Secrets, sealed: string): Promise<string> =>
 *   target.seal(await source.open(sealed));
 */
export interface Secrets {
  seal(text: string): Promise<string>;
  /** Rejects if the text was sealed with a key that is not at hand, or was changed since. */
  open(sealed: string): Promise<string>;
  /** The text with each sealed value in it sealed anew with the first key; the same text where none needs it. */
  reseal(text: string): Promise<string>;
}

/**
 * AES-256-GCM with a fresh 96-bit nonce per text, as `v1.KEYID.BASE64(nonce and ciphertext)`. The key id says which key
 * opens a text, so that a store can hold texts of several keys while one replaces another. `keyTexts`: one or several
 * keys, separated by commas, each of 32 bytes in hex or base64; the first seals, every one opens. Rejects if one of them
 * is anything else.
 *
 * @example
 * import { createSecrets } from "imlc/runtime";
 * import { newSecretKey } from "imlc/runtime/node";
 *
 * const secrets = await createSecrets(newSecretKey());
 * console.log(await secrets.open(await secrets.seal("a token")));
 */
export async function createSecrets(keyTexts: string): Promise<Secrets> {
  const keys = new Map(await Promise.all(secretKeyTexts(keyTexts).map(importKey)));
  const [first] = keys;
  if (first === undefined) throw badKey();
  const [firstId, firstKey] = first;

  const seal = async (text: string): Promise<string> => {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const bytes = new Uint8Array(utf8Bytes(text));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, firstKey, bytes);
    return `v1.${firstId}.${base64Text(new Uint8Array([...nonce, ...new Uint8Array(sealed)]))}`;
  };
  const open = async (sealed: string): Promise<string> => {
    const [version, id = "", payload = ""] = sealed.split(".");
    const bytes = base64Bytes(payload);
    if (version !== "v1" || bytes === undefined) throw unreadable("it is no sealed text of this version");
    const key = keys.get(id);
    if (key === undefined) throw unreadable(`it was sealed with the key ${id}, and ${atHand([...keys.keys()])}`);
    const nonce = new Uint8Array(bytes.subarray(0, NONCE_BYTES));
    const opened = await crypto.subtle
      .decrypt({ name: "AES-GCM", iv: nonce }, key, new Uint8Array(bytes.subarray(NONCE_BYTES)))
      .catch(() => Promise.reject(unreadable("it was changed since it was sealed")));
    return utf8Text(new Uint8Array(opened));
  };
  return {
    seal,
    open,
    async reseal(text) {
      let fresh = text;
      for (const [sealed, id] of text.matchAll(SEALED)) {
        if (id !== firstId) fresh = fresh.replace(sealed, await seal(await open(sealed)));
      }
      return fresh;
    },
  };
}

/** The keys of a text that may hold several, as they are written. */
export function secretKeyTexts(keyTexts: string): readonly string[] {
  return keyTexts.split(",").map((text) => text.trim());
}

/**
 * A new key for `createSecrets`: 32 random bytes in base64.
 *
 * @example
 * import { newSecretKey } from "imlc/runtime/node";
 *
 * console.log(newSecretKey());
 */
export function newSecretKey(): string {
  return base64Text(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}

/** A new signing secret of a delivery target, in the form that Standard Webhooks libraries take. */
export function newTargetSecret(): string {
  return `whsec_${base64Text(crypto.getRandomValues(new Uint8Array(24)))}`;
}

/** 256 random bits as 43 characters that need no escaping anywhere: for what must not be guessed. */
export function newToken(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The SHA-256 of a text in base64url without padding. */
export async function digestOf(text: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(utf8Bytes(text)))));
}

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

/** A sealed value inside a longer text, and the id of its key. */
const SEALED = /\bv1\.([0-9a-f]{8})\.[A-Za-z0-9+/]+=*/g;

async function importKey(text: string): Promise<readonly [id: string, key: CryptoKey]> {
  const decoded = text.length === 2 * KEY_BYTES ? hexBytes(text) : base64Bytes(text);
  if (decoded?.length !== KEY_BYTES) throw badKey();
  const bytes = new Uint8Array(decoded);
  const id = hexText(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 4));
  return [id, await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"])];
}

function atHand(ids: readonly string[]): string {
  return ids.length === 1 ? `the key at hand is ${ids.join()}` : `the keys at hand are ${ids.join(" and ")}`;
}

function base64Url(bytes: Uint8Array): string {
  return base64Text(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function badKey(): RuntimeError {
  return new RuntimeError(
    "secret-key",
    500,
    "The secret key must be 32 bytes, written as 64 hex digits or in base64; several keys are separated by commas.",
  );
}

function unreadable(reason: string): RuntimeError {
  return new RuntimeError("secret-unreadable", 500, `A stored secret cannot be opened: ${reason}.`);
}
