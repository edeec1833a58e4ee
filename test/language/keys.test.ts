import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { cryptoSign, jwt } from "../../language/functions/index.ts";
import { derElements } from "../../language/signing/der.ts";
import { privateKeyOf } from "../../language/signing/private-key.ts";
import { secondsOf } from "../../language/signing/timespan.ts";
import { site } from "../../language/values.ts";

const here = site("cryptoSign", "test:1:1");

/** ITU-T X.690: lengths below 128 in one byte; longer ones behind a byte that says how many bytes they take. */
describe("DER", () => {
  const zeros = (length: number) => Array<number>(length).fill(0);

  test.each<[string, readonly number[], readonly (readonly [number, number])[] | undefined]>([
    ["nothing", [], []],
    ["an empty element", [0x30, 0], [[0x30, 0]]],
    [
      "two elements",
      [2, 1, 7, 4, 2, 8, 9],
      [
        [2, 1],
        [4, 2],
      ],
    ],
    ["the longest short length", [4, 0x7f, ...zeros(127)], [[4, 127]]],
    ["a length of one byte", [4, 0x81, 128, ...zeros(128)], [[4, 128]]],
    ["a length of two bytes", [4, 0x82, 1, 1, ...zeros(257)], [[4, 257]]],
    ["a length of three bytes", [4, 0x83, 0, 1, 0, ...zeros(256)], [[4, 256]]],
    ["a length of no content", [4, 0x81, 0], [[4, 0]]],
    ["a length of four bytes", [4, 0x84, 0, 0, 0, 1, 0], undefined],
    ["an indefinite length", [0x30, 0x80, 0, 0], undefined],
    ["no length", [4], undefined],
    ["a length that is cut off", [4, 0x82, 1], undefined],
    ["content that is cut off", [4, 2, 1], undefined],
    ["content that is cut off behind an element", [2, 1, 7, 4, 1], undefined],
  ])("%s", (_, bytes, expected) => {
    const elements = derElements(Uint8Array.from(bytes));
    expect(elements?.map(({ tag, content }) => [tag, content.length])).toEqual(expected);
  });
});

describe("a private key", () => {
  const pem = (label: string, ...bytes: number[]) =>
    `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString("base64")}\n-----END ${label}-----`;
  const none = (label: string) => ({ problem: `\`${label}\` holds no private key for RSA or ECDSA.` });
  const octets = [4, 1, 9];
  const integer = [2, 1, 9];
  const p256 = [6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
  const ecdsa = [6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
  const sequence = (...content: number[]) => [0x30, content.length, ...content];
  const held = (...content: number[]) => [4, content.length, ...content];

  test("is found in each of its forms", () => {
    const rsa = { kind: "rsa", n: 5n, d: 7n };
    expect(privateKeyOf(pem("RSA PRIVATE KEY", ...sequence(2, 1, 0, 2, 1, 5, 2, 1, 3, 2, 1, 7)))).toEqual(rsa);
    const ec = { kind: "ec", curve: "P-256", secret: Uint8Array.of(9) };
    const parameters = [0xa0, p256.length, ...p256];
    expect(privateKeyOf(pem("EC PRIVATE KEY", ...sequence(2, 1, 1, ...octets, ...parameters)))).toEqual(ec);
    const inner = sequence(2, 1, 1, ...octets);
    const wrapped = sequence(2, 1, 0, ...sequence(...ecdsa, ...p256), ...held(...inner));
    expect(privateKeyOf(pem("PRIVATE KEY", ...wrapped))).toEqual(ec);
  });

  test.each<[string, string, readonly number[]]>([
    ["another label", "PUBLIC KEY", sequence(2, 1, 0, 2, 1, 5, 2, 1, 3, 2, 1, 7)],
    ["an empty one", "RSA PRIVATE KEY", []],
    ["an empty sequence", "RSA PRIVATE KEY", sequence()],
    ["no sequence", "RSA PRIVATE KEY", [4, 12, 2, 1, 0, 2, 1, 5, 2, 1, 3, 2, 1, 7]],
    ["a modulus that is no integer", "RSA PRIVATE KEY", sequence(2, 1, 0, ...octets, 2, 1, 3, ...integer)],
    ["an exponent that is no integer", "RSA PRIVATE KEY", sequence(2, 1, 0, ...integer, 2, 1, 3, ...octets)],
    ["no exponent", "RSA PRIVATE KEY", sequence(2, 1, 0, ...integer, 2, 1, 3)],
    ["a secret that is no octets", "EC PRIVATE KEY", sequence(2, 1, 1, ...integer, 0xa0, p256.length, ...p256)],
    ["no secret", "EC PRIVATE KEY", sequence(2, 1, 1)],
    ["no curve", "EC PRIVATE KEY", sequence(2, 1, 1, ...octets)],
    ["empty parameters", "EC PRIVATE KEY", sequence(2, 1, 1, ...octets, 0xa0, 0)],
    ["parameters that are cut off", "EC PRIVATE KEY", sequence(2, 1, 1, ...octets, 0xa0, 1, 6)],
    ["an unknown curve", "EC PRIVATE KEY", sequence(2, 1, 1, ...octets, 0xa0, 3, 6, 1, 1)],
    ["only a version", "PRIVATE KEY", sequence(2, 1, 0)],
    ["no key", "PRIVATE KEY", sequence(2, 1, 0, ...sequence(...ecdsa, ...p256))],
    ["an empty key", "PRIVATE KEY", sequence(2, 1, 0, ...sequence(...ecdsa, ...p256), ...held())],
    ["no algorithm", "PRIVATE KEY", sequence(2, 1, 0, ...sequence(), ...held(...sequence(2, 1, 1, ...octets)))],
    [
      "another algorithm",
      "PRIVATE KEY",
      sequence(2, 1, 0, ...sequence(6, 1, 1), ...held(...sequence(2, 1, 1, ...octets))),
    ],
  ])("%s is none", (_, label, bytes) => {
    expect(privateKeyOf(pem(label, ...bytes))).toEqual(none(label));
  });

  test("of RSA has 1024 to 4096 bits", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 1016 }).privateKey;
    const least = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    const written = (key: typeof short) => key.export({ type: "pkcs1", format: "pem" }).toString();
    const refused = "cryptoSign: the RSA key is not valid, or not of 1024 to 4096 bits.";
    expect(cryptoSign(here, "SHA256", "data", written(least))).toHaveLength(172);
    expect(() => cryptoSign(here, "SHA256", "data", written(short))).toThrow(
      expect.objectContaining({ code: "argument-value", message: refused }),
    );
    const { n = "" } = least.export({ format: "jwk" });
    const modulus = [0, ...Buffer.from(n, "base64url")];
    const long = (...content: number[]) => [0x30, 0x82, content.length >> 8, content.length & 0xff, ...content];
    const withExponent = (...d: number[]) =>
      pem("RSA PRIVATE KEY", ...long(2, 1, 0, 2, 0x81, modulus.length, ...modulus, 2, 1, 3, ...d));
    for (const exponent of [
      [2, 1, 0],
      [2, 1, 1],
      [2, 0x81, modulus.length, ...modulus],
    ]) {
      expect(() => cryptoSign(here, "SHA256", "data", withExponent(...exponent))).toThrow(refused);
    }
    const huge = Array<number>(513).fill(0xff);
    const tooLong = pem("RSA PRIVATE KEY", ...long(2, 1, 0, 2, 0x82, 2, 1, ...huge, 2, 1, 3, 2, 1, 5));
    expect(() => cryptoSign(here, "SHA256", "data", tooLong)).toThrow(refused);
  });

  test("of a curve lies within it", () => {
    const zero = sequence(2, 1, 1, 4, 32, ...Array<number>(32).fill(0), 0xa0, p256.length, ...p256);
    expect(() => cryptoSign(here, "SHA256", "data", pem("EC PRIVATE KEY", ...zero))).toThrow(
      expect.objectContaining({ code: "argument-value", message: "cryptoSign: the key is not valid." }),
    );
  });

  test("of another curve or kind does not fit a token", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const written = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }))
      .export({ type: "pkcs8", format: "pem" })
      .toString();
    for (const algorithm of ["ES384", "RS256"]) {
      expect(() => jwt(here, new Date(0), {}, written, algorithm)).toThrow(
        expect.objectContaining({
          code: "argument-value",
          message: "cryptoSign: the key is not one for this algorithm.",
        }),
      );
    }
  });
});

/** Spans of time as the npm package `ms` reads them, of which jsonwebtoken makes use. */
test.each<[string, number | undefined]>([
  ["1h", 3600],
  [" 1h ", 3600],
  ["2 DAYS", 172_800],
  ["10.25 min", 615],
  [".5h", 1800],
  ["-.25h", -900],
  ["-.50 mins", -30],
  ["-1.5 weeks", -907_200],
  ["1 yr", 31_557_600],
  ["1500", 1.5],
  ["100 ms", 0.1],
  ["1 fortnight", undefined],
  ["h", undefined],
  ["", undefined],
  ["1h x", undefined],
  ["1h 2", undefined],
  ["in 1h", undefined],
  ["1.h", undefined],
  ["--1h", undefined],
])("%j are %s seconds", (span, seconds) => {
  expect(secondsOf(span)).toBe(seconds);
});
