import { ecdsa } from "@noble/curves/abstract/weierstrass.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import {
  type IPKCS,
  PKCS1_SHA1,
  PKCS1_SHA224,
  PKCS1_SHA256,
  PKCS1_SHA384,
  PKCS1_SHA512,
} from "micro-rsa-dsa-dh/rsa.js";
import { ImlError, type Site } from "../error.ts";
import { type HashName, hashes } from "../hashes.ts";
import { type CurveName, type EcKey, type PrivateKey, privateKeyOf, type RsaKey } from "./private-key.ts";

/** The hash functions that signatures are made with. */
export type SignatureHash = Exclude<HashName, "md5">;

const schemes: Readonly<Record<SignatureHash, IPKCS>> = {
  sha1: PKCS1_SHA1,
  sha224: PKCS1_SHA224,
  sha256: PKCS1_SHA256,
  sha384: PKCS1_SHA384,
  sha512: PKCS1_SHA512,
};

const curves = {
  "P-256": p256.Point,
  "P-384": p384.Point,
  "P-521": p521.Point,
  secp256k1: secp256k1.Point,
} as const satisfies Readonly<Record<CurveName, unknown>>;

/** The private key in a PEM text; throws if it is none. */
export function signingKey(pem: string, site: Site): PrivateKey {
  const key = privateKeyOf(pem);
  if ("problem" in key) throw new ImlError("argument-value", site, key.problem);
  return key;
}

/** Longer keys take seconds, shorter ones protect nothing. */
const rsaBits = { least: 1024, most: 4096 } as const;

/** A signature by RSASSA-PKCS1-v1_5 (RFC 8017). */
export function signRsa({ n, d }: RsaKey, hash: SignatureHash, data: Uint8Array, site: Site): Uint8Array {
  const bits = n.toString(2).length;
  if (bits < rsaBits.least || bits > rsaBits.most || d <= 1n || d >= n) {
    const range = `${rsaBits.least} to ${rsaBits.most} bits`;
    throw new ImlError("argument-value", site, `the RSA key is not valid, or not of ${range}.`);
  }
  return schemes[hash].sign({ n, d }, data);
}

/**
 * A signature by ECDSA, the same each time for the same data (RFC 6979): `der` as OpenSSL writes it, `compact` as JSON
 * web tokens have it.
 */
export function signEc(
  { curve, secret }: EcKey,
  hash: SignatureHash,
  data: Uint8Array,
  format: "der" | "compact",
  site: Site,
): Uint8Array {
  const { sign, utils } = ecdsa(curves[curve], hashes[hash]);
  if (!utils.isValidSecretKey(secret)) throw new ImlError("argument-value", site, "the key is not valid.");
  return sign(data, secret, { lowS: false, format });
}
