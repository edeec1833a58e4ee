import { RuntimeError } from "../errors.ts";

/** The text of bytes in a charset, a byte order mark included. Throws a `RuntimeError` (400, 415) if it is none. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const decoder = charset === "utf-8" ? utf8 : decoderOf(charset);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new RuntimeError("body-unreadable", 400, "The body is not text in its declared charset.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch {
    throw new RuntimeError("charset", 415, "The charset of the body is not known here.");
  }
}
