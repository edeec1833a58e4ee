import type { Signature, SignatureForm } from "../../language/signatures/scheme.ts";
import type { RawRequest } from "../http/message.ts";
import { signedContent } from "./content.ts";
import { encodeSignature } from "./encode.ts";
import { keysOf } from "./keys.ts";
import { headerOf } from "./request-header.ts";
import { schemeOf } from "./scheme-of.ts";

/** With what, and when, a request is signed. */
export interface Signing {
  readonly signature: Signature;
  readonly secret: string;
  /** Under which the receiver is known to the world. */
  readonly publicUrl: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * A request as the service would send it: with its signature, and with those headers that are signed and not there yet,
 * which are made up. Undefined if the secret is none of the scheme.
 */
export async function signRequest(
  { signature, secret, publicUrl, now }: Signing,
  request: RawRequest,
): Promise<RawRequest | undefined> {
  const scheme = schemeOf(signature);
  const [key] = await keysOf({ ...signature, secrets: ["secret"] }, () => secret);
  if (key === undefined) return undefined;
  const { timestamp } = scheme;
  const time = timestamp && String(timestamp.unit === "seconds" ? Math.floor(now / 1000) : now);
  const madeUp = scheme.signed.flatMap((part) =>
    part.kind === "header" && headerOf(request, part.name) === undefined ? [[part.name, `made-up-${now}`]] : [],
  );
  const timed = timestamp?.from.kind === "header" ? { [timestamp.from.name]: time ?? "" } : {};
  const raw = { ...request, headers: { ...request.headers, ...Object.fromEntries(madeUp), ...timed } };
  const content = signedContent(scheme.signed, { raw, publicUrl, timestamp: time });
  if (content === undefined) return undefined;
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
  const pairs = timestamp?.from.kind === "pair" ? [`${timestamp.from.key}=${time}`] : [];
  const written = inHeader(encodeSignature(mac, scheme.encoding), scheme.form, pairs);
  return { ...raw, headers: { ...raw.headers, [scheme.header]: written } };
}

function inHeader(encoded: string, form: SignatureForm, pairs: readonly string[]): string {
  switch (form.kind) {
    case "whole":
    case "list":
      return form.prefix + encoded;
    case "pairs":
      return [...pairs, `${form.key}=${form.prefix}${encoded}`].join(",");
  }
}
