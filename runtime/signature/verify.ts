import type { Signature, SignatureScheme } from "../../language/signatures/scheme.ts";
import type { Context } from "../context.ts";
import type { RawRequest } from "../http/message.ts";
import { signedContent } from "./content.ts";
import { decodeSignature } from "./decode.ts";
import { sameSignature } from "./equal.ts";
import { signaturesIn, valuesOf } from "./header.ts";
import { keysOf } from "./keys.ts";
import { headerOf } from "./request-header.ts";
import { schemeOf } from "./scheme-of.ts";

/** What a look at the signature of a request has shown; anything but `valid` means that it proves nothing. */
export type Verdict = "valid" | Refused;

export type Refused =
  /** No variable of the webhook's secrets is set. */
  | "no-secret"
  /** The header of the signature, or another that is signed, is not there. */
  | "missing"
  /** The header, the timestamp or the signature is not written as the scheme has it. */
  | "malformed"
  /** The request was signed too long ago, or in the future. */
  | "untimely"
  /** It was signed with another secret, or is not what was signed. */
  | "mismatch";

/** Looks at the signature of a request that arrived at a time, in epoch milliseconds. */
export type Verify = (signature: Signature, raw: RawRequest, now: number) => Promise<Verdict>;

/** Secrets are read from the environment once, when they are first needed. */
export function createVerify({ environment, publicUrl }: Pick<Context, "environment" | "publicUrl">): Verify {
  const known = new WeakMap<Signature, Promise<readonly CryptoKey[]>>();
  return async (signature, raw, now) => {
    const keys = known.get(signature) ?? keysOf(signature, environment);
    known.set(signature, keys);
    return verifySignature({ signature, keys: await keys, publicUrl }, raw, now);
  };
}

interface Asked {
  readonly signature: Signature;
  readonly keys: readonly CryptoKey[];
  readonly publicUrl: string;
}

async function verifySignature({ signature, keys, publicUrl }: Asked, raw: RawRequest, now: number): Promise<Verdict> {
  const scheme = schemeOf(signature);
  if (keys.length === 0) return "no-secret";
  const header = headerOf(raw, scheme.header);
  if (header === undefined) return "missing";

  const read = timestampOf(scheme, header, raw);
  if (typeof read === "string") return read;
  const { timestamp } = read;
  if (timestamp && !isTimely(timestamp.milliseconds, now, signature.tolerance ?? timestamp.tolerance))
    return "untimely";

  const given = signaturesIn(header, scheme.form).flatMap((text) => decodeSignature(text, scheme.encoding) ?? []);
  if (given.length === 0) return "malformed";
  const content = signedContent(scheme.signed, { raw, publicUrl, timestamp: timestamp?.text });
  if (content === undefined) return "missing";
  const macs = await Promise.all(keys.map((key) => crypto.subtle.sign("HMAC", key, content)));
  const isSame = macs.flatMap((mac) => given.map((each) => sameSignature(new Uint8Array(mac), each)));
  return isSame.includes(true) ? "valid" : "mismatch";
}

interface Timestamp {
  /** As it is written, and so as it is signed. */
  readonly text: string;
  readonly milliseconds: number;
  readonly tolerance: number;
}

/** When a request was signed, if its scheme has that. */
function timestampOf(
  { timestamp: declared }: SignatureScheme,
  header: string,
  raw: RawRequest,
): "missing" | "malformed" | { readonly timestamp: Timestamp | undefined } {
  if (declared === undefined) return { timestamp: undefined };
  const { from, unit, tolerance } = declared;
  const [text, other] = from.kind === "header" ? [headerOf(raw, from.name)] : valuesOf(header, from.key);
  if (text === undefined) return "missing";
  if (other !== undefined || !/^\d{1,15}$/.test(text)) return "malformed";
  return { timestamp: { text, milliseconds: Number(text) * (unit === "seconds" ? 1000 : 1), tolerance } };
}

function isTimely(signed: number, now: number, tolerance: number): boolean {
  return Math.abs(now - signed) <= tolerance * 1000;
}
