import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { CHash } from "@noble/hashes/utils.js";

/** The hash functions, by the names that they have in the names of algorithms. */
export const hashes = { md5, sha1, sha224, sha256, sha384, sha512 } as const satisfies Readonly<Record<string, CHash>>;

export type HashName = keyof typeof hashes;

/** The digest of the bytes; with a secret, the HMAC. */
export function digest(hash: HashName, bytes: Uint8Array, secret?: Uint8Array): Uint8Array {
  return secret === undefined ? hashes[hash](bytes) : hmac(hashes[hash], secret, bytes);
}
