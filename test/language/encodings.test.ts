import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decodeURL,
  encodeURL,
  md5,
  sha1,
  sha256,
  sha512,
  toBinary,
  toString_,
} from "../../language/functions/index.ts";
import { site } from "../../language/values.ts";
import { anyCharacter } from "../characters.ts";

const here = site("f", "test:1:1");
const bytes = fc.uint8Array({ maxLength: 300 });
const encodings = fc.constantFrom("hex", "base64", "base64url", "latin1", "binary");

test("bytes are the same after they were text, in any encoding for bytes", () => {
  fc.assert(
    fc.property(bytes, encodings, (data, encoding) => {
      expect(toBinary(here, toString_(here, data, encoding), encoding)).toEqual(data);
    }),
  );
});

test("bytes are written as Node.js writes them", () => {
  fc.assert(
    fc.property(
      bytes,
      fc.constantFrom<BufferEncoding>("hex", "base64", "base64url", "latin1", "ascii", "utf8"),
      (data, encoding) => {
        expect(toString_(here, data, encoding)).toBe(Buffer.from(data).toString(encoding));
      },
    ),
  );
});

test("any number of bytes has a text", () => {
  const data = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251);
  for (const encoding of ["latin1", "base64", "hex"] as const) {
    expect(toString_(here, data, encoding)).toBe(Buffer.from(data).toString(encoding));
  }
});

test("text is the same after it was bytes, in any encoding for text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("utf8", "UTF-8", "text", "utf16le"),
      (text, encoding) => {
        expect(toString_(here, toBinary(here, text, encoding), encoding)).toBe(text);
      },
    ),
  );
});

test("a text is the same after it was part of a URL, and any text can be", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const encoded = encodeURL(text);
      expect(encoded).toMatch(/^[\w.!~*'()%-]*$/);
      expect(decodeURL(here, encoded)).toBe(text.toWellFormed());
    }),
  );
});

test("hashes are those of OpenSSL, with a key and without", () => {
  const some = fc.oneof(fc.string(), bytes);
  const secret = fc.uint8Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(
      some,
      secret,
      fc.constantFrom("hex" as const, "base64" as const, "latin1" as const),
      (data, key, encoding) => {
        expect(md5(data)).toBe(createHash("md5").update(data).digest("hex"));
        for (const [name, hash] of Object.entries({ sha1, sha256, sha512 })) {
          expect(hash(here, data, encoding)).toBe(
            createHash(name)
              .update(data)
              .digest(encoding === "latin1" ? "binary" : encoding),
          );
          const hmac = createHmac(name, key)
            .update(data)
            .digest(encoding === "latin1" ? "binary" : encoding);
          expect(hash(here, data, encoding, key)).toBe(hmac);
          expect(hash(here, data, encoding, Buffer.from(key).toString("hex"), "hex")).toBe(hmac);
        }
      },
    ),
  );
});
