import { base64Bytes, hexText } from "../bytes.ts";
import { type Der, derElements, derTag } from "./der.ts";

/** A private key for signatures. */
export type PrivateKey = RsaKey | EcKey;

export interface RsaKey {
  readonly kind: "rsa";
  readonly n: bigint;
  readonly d: bigint;
}

export interface EcKey {
  readonly kind: "ec";
  readonly curve: CurveName;
  readonly secret: Uint8Array;
}

export type CurveName = "P-256" | "P-384" | "P-521" | "secp256k1";

/** The curves by their object identifiers in DER, in hexadecimal (RFC 5480, SEC 2). */
const curves: ReadonlyMap<string, CurveName> = new Map([
  ["2a8648ce3d030107", "P-256"],
  ["2b81040022", "P-384"],
  ["2b81040023", "P-521"],
  ["2b8104000a", "secp256k1"],
]);

/** Why a text is no key that can be used. */
export interface KeyProblem {
  readonly problem: string;
}

/**
 * The private key in a PEM text: PKCS #8, PKCS #1 for RSA, or SEC 1 for elliptic curves, not encrypted. Line ends may
 * also be written `\n`, as they are in JSON.
 */
export function privateKeyOf(pem: string): PrivateKey | KeyProblem {
  if (pem.includes("ENCRYPTED")) return { problem: "the key is encrypted; it has to be written without a password." };
  const [, label = "", body = ""] = /-----BEGIN ([A-Z ]{1,40})-----([^-]*)-----END \1-----/.exec(pem) ?? [];
  if (label === "") return { problem: "the key is no PEM text (`-----BEGIN PRIVATE KEY-----` …)." };
  const bytes = base64Bytes(body.replaceAll("\\n", "").replace(/\s/g, ""));
  const [outer] = (bytes && derElements(bytes)) ?? [];
  const parts = outer?.tag === derTag.sequence ? derElements(outer.content) : undefined;
  return (parts && keyIn(label, parts)) ?? { problem: `\`${label}\` holds no private key for RSA or ECDSA.` };
}

function keyIn(label: string, parts: readonly Der[]): PrivateKey | undefined {
  switch (label) {
    case "RSA PRIVATE KEY":
      return rsaKey(parts);
    case "EC PRIVATE KEY":
      return ecKey(parts, parameters(parts));
    case "PRIVATE KEY":
      return wrappedKey(parts);
    default:
      return undefined;
  }
}

/** PKCS #8 (RFC 5958): the version, the algorithm with its parameters, and the key in its own form. */
function wrappedKey([, algorithm, key]: readonly Der[]): PrivateKey | undefined {
  const [identifier, curve] = (algorithm && derElements(algorithm.content)) ?? [];
  const [inner] = (key && derElements(key.content)) ?? [];
  const parts = inner && derElements(inner.content);
  if (!identifier || !parts) return undefined;
  switch (hexText(identifier.content)) {
    case "2a864886f70d010101":
      return rsaKey(parts);
    case "2a8648ce3d0201":
      return ecKey(parts, curve);
    default:
      return undefined;
  }
}

/** PKCS #1 (RFC 8017): the version, the modulus, the public and the private exponent, and more. */
function rsaKey([, modulus, , exponent]: readonly Der[]): RsaKey | undefined {
  if (modulus?.tag !== derTag.integer || exponent?.tag !== derTag.integer) return undefined;
  return { kind: "rsa", n: numberOf(modulus), d: numberOf(exponent) };
}

/** SEC 1 (RFC 5915): the version, the secret, and perhaps the curve and the public key. */
function ecKey([, secret]: readonly Der[], identifier: Der | undefined): EcKey | undefined {
  const curve = identifier && curves.get(hexText(identifier.content));
  return curve && secret?.tag === derTag.octets ? { kind: "ec", curve, secret: secret.content } : undefined;
}

function parameters(parts: readonly Der[]): Der | undefined {
  const found = parts.find(({ tag }) => tag === derTag.parameters);
  return found && derElements(found.content)?.[0];
}

function numberOf({ content }: Der): bigint {
  return BigInt(`0x${hexText(content)}`);
}
