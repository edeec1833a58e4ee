import { base64Text } from "../bytes.ts";
import { toText } from "../conversions.ts";
import { bytesOf, decoded, encoded, encodingNames } from "../encodings.ts";
import { ImlError } from "../error.ts";
import { isBuffer } from "../kinds.ts";
import { t } from "../types.ts";
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

export const toBinary = define(
  {
    name: "toBinary",
    doc: "The bytes that a text stands for in an encoding: `utf8` (the default), `hex`, `base64`, `base64url`, `latin1` (or `binary`), `ascii`, `utf16le`. A buffer is given as it is, any other value first becomes text.",
    source,
    examples: [
      ["toBinary('Make')", new Uint8Array([0x4d, 0x61, 0x6b, 0x65])],
      ["toBinary('TWFrZQ=='; 'base64')", new Uint8Array([0x4d, 0x61, 0x6b, 0x65])],
    ],
    params: [
      ["value", t.any],
      ["encoding?", t.text],
    ],
    returns: t.buffer,
    needs: ["site"],
    takes: { encoding: encodingNames },
  },
  (site, value, encoding) => (isBuffer(value) ? value : decoded(toText(value), encoding || "utf8", site)),
);

export const toString_ = define(
  {
    name: "toString",
    doc: "Any value as text. A buffer is written in an encoding: `utf8` (the default), `hex`, `base64`, `base64url`, `latin1` (or `binary`), `ascii`, `utf16le`.",
    source,
    examples: [
      ["toString(true)", "true"],
      ["toString(toBinary('TWFrZQ=='; 'base64'))", "Make"],
      ["toString(toBinary('Make'); 'hex')", "4d616b65"],
    ],
    params: [
      ["value", t.any],
      ["encoding?", t.text],
    ],
    returns: t.text,
    needs: ["site"],
    takes: { encoding: encodingNames },
  },
  (site, value, encoding) => (isBuffer(value) ? encoded(value, encoding || "utf8", site) : toText(value)),
);

export const encodeURL = define(
  {
    name: "encodeURL",
    doc: "The text as a part of a URL: all but letters, digits and `- _ . ! ~ * ' ( )` is percent-encoded.",
    source,
    examples: [
      ["encodeURL('a b&c')", "a%20b%26c"],
      ["encodeURL('a-b_c.d~e')", "a-b_c.d~e"],
    ],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => encodeURIComponent(text.toWellFormed()),
);

export const decodeURL = define(
  {
    name: "decodeURL",
    doc: "The text that is percent-encoded in a part of a URL. A plus sign stays what it is.",
    source,
    examples: [["decodeURL('a%20b%26c')", "a b&c"]],
    params: [["text", t.text]],
    returns: t.text,
    needs: ["site"],
  },
  (site, text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      throw new ImlError("argument-value", site, "the text is not percent-encoded UTF-8.");
    }
  },
);
