import { utf8Bytes } from "../../language/bytes.ts";
import { get } from "../../language/read.ts";
import type { Signature, TokenPlace } from "../../language/signatures/scheme.ts";
import type { Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors.ts";
import type { RawRequest } from "../http/message.ts";
import { decodeBody } from "../receive/body.ts";
import { encodeSignature } from "./encode.ts";
import { keysOf } from "./keys.ts";
import { headerOf } from "./request-header.ts";
import { schemeOf } from "./scheme-of.ts";

/** Bytes of a body above which no token is looked for: a handshake is small, and events need not be read twice. */
export const MAX_HANDSHAKE = 16_384;

/**
 * What a service wants to be answered to the handshake that a request is: the HMAC of its token, by the first secret that
 * is set. Undefined if the scheme has no challenge, or the request no token. To be asked only for requests whose signature
 * is right, or whoever asks could have anything signed.
 */
export async function challengeOf(
  signature: Signature,
  raw: RawRequest,
  environment: Context["environment"],
): Promise<string | undefined> {
  const { challenge } = schemeOf(signature);
  const token = challenge && tokenIn(raw, challenge.of);
  const [key] = token === undefined ? [] : await keysOf(signature, environment);
  if (challenge === undefined || token === undefined || key === undefined) return undefined;
  const mac = await crypto.subtle.sign("HMAC", key, new Uint8Array(utf8Bytes(token)));
  return encodeSignature(new Uint8Array(mac), challenge.encoding);
}

function tokenIn(raw: RawRequest, place: TokenPlace): string | undefined {
  switch (place.kind) {
    case "header":
      return headerOf(raw, place.name);
    case "body": {
      const token = place.path.reduce<Value>(get, bodyOf(raw));
      return typeof token === "string" && token !== "" ? token : undefined;
    }
  }
}

function bodyOf(raw: RawRequest): Value {
  if (raw.body.length > MAX_HANDSHAKE) return undefined;
  try {
    return decodeBody(raw).body;
  } catch (error) {
    // What cannot be read is refused where it is evaluated.
    if (error instanceof RuntimeError) return undefined;
    throw error;
  }
}
