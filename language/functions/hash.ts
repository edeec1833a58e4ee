import { hexText } from "../bytes.ts";
import { toText } from "../conversions.ts";
import { bytesOf, decoded, encoded, encodingNames } from "../encodings.ts";
import type { Site } from "../error.ts";
import { digest, type HashName } from "../hashes.ts";
import { isBuffer } from "../kinds.ts";
import { t } from "../types.ts";
import type { Value } from "../values.ts";
import { define, type Example } from "./define.ts";

const source = "Make help: text and binary functions";

export const md5 = define(
  {
    name: "md5",
    doc: "The MD5 hash of a text or buffer in hexadecimal. It is no protection: for signatures there is `sha256` with a key.",
    source,
    examples: [["md5('Make')", "529a05ca6c1263aab080ec4f20754411"]],
    params: [["data", t.oneOf(t.text, t.buffer)]],
    returns: t.text,
  },
  (data) => hexText(digest("md5", bytesOf(data))),
);

export const sha1 = sha("sha1", "SHA-1", ["sha1('Make')", "a94431ee22f05f141107f9355ed3127d0f0c4d5a"]);

export const sha256 = sha("sha256", "SHA-256", [
  "sha256('workfront')",
  "ed3d7397eec7b94453035b67ba4468c883ee3bedeb57137f7371f2e0cf5e2bbc",
]);

export const sha512 = sha("sha512", "SHA-512", [
  "sha512('Make'; 'base64')",
  "6AAM0PuPrhjKqNqmdyabADQ4DT7FSeAROgci2LjcBbD3A38z8y+gn5BrLx18Q/JomlXXmq32vwndk/eUB0JNNA==",
]);

function sha(name: HashName, title: string, example: Example) {
  return define(
    {
      name,
      doc: `The ${title} hash of a text or buffer in an encoding: \`hex\` (the default), \`base64\`, \`latin1\`. With a key, the HMAC; the key is written as \`text\` (the default), \`hex\`, \`base64\` or \`binary\`.`,
      source,
      examples: [example],
      params: [
        ["data", t.oneOf(t.text, t.buffer)],
        ["encoding?", t.text],
        ["key?", t.oneOf(t.text, t.buffer)],
        ["keyEncoding?", t.text],
      ],
      returns: t.text,
      needs: ["site"],
      takes: { encoding: encodingNames, keyEncoding: encodingNames },
    },
    (site, data, encoding, key, keyEncoding) => {
      const secret = isEmpty(key) ? undefined : keyBytes(key, keyEncoding || "text", site);
      return encoded(digest(name, bytesOf(data), secret), encoding || "hex", site);
    },
  );
}

/** Without a key it is a hash, and so it is with an empty one. */
function isEmpty(key: Value): boolean {
  return key === undefined || key === null || key === "";
}

function keyBytes(key: Value, encoding: string, site: Site): Uint8Array {
  return isBuffer(key) ? key : decoded(toText(key), encoding, site);
}
