import { latin1Bytes, utf8Bytes } from "../../language/bytes.ts";
import type { SignedPart } from "../../language/signatures/scheme.ts";
import type { RawRequest } from "../http/message.ts";
import { headerOf } from "./request-header.ts";

/** What is signed of a request besides what stands in it. */
export interface Signed {
  readonly raw: RawRequest;
  /** The origin, and what may stand before the path, under which the world knows this server. */
  readonly publicUrl: string;
  readonly timestamp: string | undefined;
}

/** The bytes that a service has signed; undefined if a header is missing that is a part of them. */
export function signedContent(parts: readonly SignedPart[], signed: Signed): Uint8Array<ArrayBuffer> | undefined {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const piece = bytesOf(part, signed);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  const content = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    content.set(piece, at);
    at += piece.length;
  }
  return content;
}

function bytesOf(part: SignedPart, { raw, publicUrl, timestamp }: Signed): Uint8Array | undefined {
  switch (part.kind) {
    case "text":
      return utf8Bytes(part.text);
    case "rawBody":
      return raw.body;
    case "url":
      return utf8Bytes(decoded(publicUrl + raw.url, part.decoded));
    case "method":
      return utf8Bytes(raw.method);
    case "timestamp":
      return timestamp === undefined ? undefined : latin1Bytes(timestamp);
    case "header": {
      const value = headerOf(raw, part.name);
      // A header comes as bytes, each of which is one character here.
      return value === undefined ? undefined : latin1Bytes(value);
    }
  }
}

/** The URL with the escapes of some characters undone; others stay. */
function decoded(url: string, characters: string): string {
  return url.replace(/%[\da-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return characters.includes(character) ? character : escaped;
  });
}
