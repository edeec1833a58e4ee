import { utf8Bytes } from "../bytes.ts";
import { toText } from "../conversions.ts";
import { base64UrlText, bytesOf } from "../encodings.ts";
import { ImlError, type Site } from "../error.ts";
import { digest } from "../hashes.ts";
import { toJson } from "../json.ts";
import { isCollection } from "../kinds.ts";
import type { Collection, Value } from "../values.ts";
import type { CurveName, PrivateKey } from "./private-key.ts";
import { type SignatureHash, signEc, signingKey, signRsa } from "./signature.ts";

type Algorithm =
  | { readonly kind: "hmac"; readonly hash: SignatureHash }
  | { readonly kind: "rsa"; readonly hash: SignatureHash }
  | { readonly kind: "ec"; readonly hash: SignatureHash; readonly curve: CurveName };

/** The algorithms of web tokens (RFC 7518, section 3.1) by their names. */
export const algorithms: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ["HS256", { kind: "hmac", hash: "sha256" }],
  ["HS384", { kind: "hmac", hash: "sha384" }],
  ["HS512", { kind: "hmac", hash: "sha512" }],
  ["RS256", { kind: "rsa", hash: "sha256" }],
  ["RS384", { kind: "rsa", hash: "sha384" }],
  ["RS512", { kind: "rsa", hash: "sha512" }],
  ["ES256", { kind: "ec", hash: "sha256", curve: "P-256" }],
  ["ES384", { kind: "ec", hash: "sha384", curve: "P-384" }],
  ["ES512", { kind: "ec", hash: "sha512", curve: "P-521" }],
]);

/**
 * A JSON web token in its compact form (RFC 7515). A text or buffer is signed as it is; a collection is signed as JSON,
 * with `typ: JWT` in the header. Entries of `header` come beside the algorithm, which they cannot change.
 */
export function signedToken(payload: Value, secret: Value, algorithm: string, header: Collection, site: Site): string {
  const known = algorithms.get(algorithm);
  if (known === undefined) {
    const names = [...algorithms.keys()].map((name) => `\`${name}\``).join(", ");
    throw new ImlError("argument-value", site, `'${algorithm.slice(0, 40)}' is no algorithm; there are ${names}.`);
  }
  const claims = isCollection(payload);
  const head = { alg: algorithm, ...(claims ? { typ: "JWT" } : {}), ...header };
  const body = claims ? utf8Bytes(toJson(payload)) : bytesOf(payload);
  const input = `${base64UrlText(utf8Bytes(toJson({ ...head, alg: algorithm })))}.${base64UrlText(body)}`;
  return `${input}.${base64UrlText(signature(known, secret, utf8Bytes(input), site))}`;
}

function signature(algorithm: Algorithm, secret: Value, input: Uint8Array, site: Site): Uint8Array {
  if (algorithm.kind === "hmac") return digest(algorithm.hash, input, hmacSecret(secret, site));
  const key = signingKey(toText(secret), site);
  if (!fits(key, algorithm)) throw new ImlError("argument-value", site, "the key is not one for this algorithm.");
  return key.kind === "rsa"
    ? signRsa(key, algorithm.hash, input, site)
    : signEc(key, algorithm.hash, input, "compact", site);
}

function fits(key: PrivateKey, algorithm: Algorithm): boolean {
  return key.kind === "ec" ? algorithm.kind === "ec" && key.curve === algorithm.curve : algorithm.kind === "rsa";
}

/** Whoever knows that the secret is empty could sign. */
function hmacSecret(secret: Value, site: Site): Uint8Array {
  const bytes = bytesOf(secret);
  if (bytes.length === 0) throw new ImlError("argument-value", site, "the secret is empty.");
  return bytes;
}
