import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as digest } from "@noble/hashes/sha2.js";
import { base64Bytes, base64Text, hexBytes, hexText, latin1Bytes, latin1Text, utf8Bytes } from "../bytes.ts";
import { toText } from "../conversions.ts";
import { ImlError, type Site } from "../error.ts";
import { isBuffer } from "../kinds.ts";
import { t } from "../types.ts";
import type { Value } from "../values.ts";
import { define } from "./define.ts";

const source = "Make help: text and binary functions";

export const base64 = define(
  {
    name: "base64",
    doc: "A text (its UTF-8 bytes) or a buffer in base64.",
    source,
    examples: [["base64('workfront')", "d29ya2Zyb250"]],
    params: [["data", t.oneOf(t.text, t.buffer)]],
    returns: t.text,
  },
  (data) => base64Text(bytesOf(data)),
);

export const sha256 = define(
  {
    name: "sha256",
    doc: "The SHA-256 hash of a text or buffer as `hex` (the default), `base64` or `latin1`. With a key, the HMAC; the key is `text` (the default), `hex`, `base64` or `binary`.",
    source,
    examples: [["sha256('workfront')", "ed3d7397eec7b94453035b67ba4468c883ee3bedeb57137f7371f2e0cf5e2bbc"]],
    params: [
      ["data", t.oneOf(t.text, t.buffer)],
      ["encoding?", t.text],
      ["key?", t.oneOf(t.text, t.buffer)],
      ["keyEncoding?", t.text],
    ],
    returns: t.text,
    needs: ["site"],
  },
  (site, data, encoding, key, keyEncoding) => {
    const bytes = bytesOf(data);
    const secret = isEmpty(key) ? undefined : keyBytes(key, keyEncoding || "text", site);
    return encoded(secret === undefined ? digest(bytes) : hmac(digest, secret, bytes), encoding || "hex", site);
  },
);

function isEmpty(value: Value): boolean {
  return value === undefined || value === null || value === "";
}

function bytesOf(value: Value): Uint8Array {
  return isBuffer(value) ? value : utf8Bytes(toText(value));
}

const encodings: ReadonlyMap<string, (bytes: Uint8Array) => string> = new Map([
  ["hex", hexText],
  ["base64", base64Text],
  ["latin1", latin1Text],
]);

function encoded(bytes: Uint8Array, encoding: string, site: Site): string {
  const encode = encodings.get(encoding);
  if (encode === undefined) throw noEncoding(encoding, encodings, site);
  return encode(bytes);
}

const keyEncodings: ReadonlyMap<string, (key: string) => Uint8Array | undefined> = new Map([
  ["text", utf8Bytes],
  ["hex", hexBytes],
  ["base64", base64Bytes],
  ["binary", latin1Bytes],
]);

function keyBytes(key: Value, encoding: string, site: Site): Uint8Array {
  if (isBuffer(key)) return key;
  const decode = keyEncodings.get(encoding);
  if (decode === undefined) throw noEncoding(encoding, keyEncodings, site);
  const bytes = decode(toText(key));
  if (bytes === undefined) throw new ImlError("argument-value", site, `the key is not written in ${encoding}.`);
  return bytes;
}

function noEncoding(encoding: string, known: ReadonlyMap<string, unknown>, site: Site): ImlError {
  const names = [...known.keys()].map((name) => `\`${name}\``).join(", ");
  return new ImlError("argument-value", site, `'${encoding}' is no encoding; there are ${names}.`);
}
