import {
  createPrivateKey,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  verify,
} from "node:crypto";
import fc from "fast-check";
import { decodeProtectedHeader, importSPKI, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { cryptoSign, jwt } from "../../language/functions/index.ts";
import { ImlError, site } from "../../language/values.ts";

const here = site("f", "test:1:1");
const now = new Date("2024-05-20T12:00:00.500Z");
const seconds = 1716206400;

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const curves = { "P-256": "sha256", "P-384": "sha384", "P-521": "sha512", secp256k1: "sha256" } as const;
const elliptic = Object.keys(curves).map(
  (namedCurve) => [namedCurve, generateKeyPairSync("ec", { namedCurve })] as const,
);

function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

describe("JSON web tokens", () => {
  const algorithms = [
    ...["RS256", "RS384", "RS512"].map((name) => [name, rsa] as const),
    ...["ES256", "ES384", "ES512"].map((name, i) => [name, elliptic[i]?.[1] ?? rsa] as const),
  ];

  test.each(algorithms)("%s is verified by jose", async (algorithm, keys) => {
    const token = jwt(here, now, { sub: "ann", iat: seconds }, pemOf(keys.privateKey), algorithm);
    const key = await importSPKI(keys.publicKey.export({ type: "spki", format: "pem" }).toString(), algorithm);
    const { payload, protectedHeader } = await jwtVerify(token, key, { currentDate: now });
    expect(payload).toEqual({ sub: "ann", iat: seconds });
    expect(protectedHeader).toEqual({ alg: algorithm, typ: "JWT" });
  });

  test.each(["HS256", "HS384", "HS512"])("%s is verified by jose", async (algorithm) => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.uint8Array({ minLength: 64, maxLength: 90 }), async (data, secret) => {
        const json = JSON.parse(JSON.stringify({ data }));
        const { payload } = await jwtVerify(jwt(here, now, json, secret, algorithm), secret, { currentDate: now });
        expect(payload).toEqual({ ...json, iat: seconds });
      }),
      { numRuns: 30 },
    );
  });

  test("options of jsonwebtoken become claims and header", async () => {
    const options = {
      header: { x: 1, alg: "none" },
      keyid: "key-1",
      expiresIn: "1h",
      notBefore: 30,
      issuer: "us",
      subject: "ann",
      audience: ["a", "b"],
      jwtid: "7",
    };
    const token = jwt(here, now, { role: "admin" }, "secret", "HS256", options);
    const { payload } = await jwtVerify(token, new TextEncoder().encode("secret"), {
      currentDate: new Date(now.getTime() + 60_000),
    });
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT", kid: "key-1", x: 1 });
    expect(payload).toEqual({
      role: "admin",
      iat: seconds,
      exp: seconds + 3600,
      nbf: seconds + 30,
      iss: "us",
      sub: "ann",
      aud: ["a", "b"],
      jti: "7",
    });
  });

  test("without a time stamp, and with the algorithm among the options", () => {
    const token = jwt(here, now, { a: 1 }, "secret", undefined, { noTimestamp: true, algorithm: "HS384" });
    const [header = "", payload = ""] = token.split(".").map((part) => Buffer.from(part, "base64url").toString());
    expect(JSON.parse(header)).toEqual({ alg: "HS384", typ: "JWT" });
    expect(JSON.parse(payload)).toEqual({ a: 1 });
  });

  test.each([
    [1, 1],
    ["2 days", 172_800],
    ["90", 0],
    ["-30s", -30],
    ["1.5h", 5400],
    ["1w", 604_800],
    ["1y", 31_557_600],
  ])("expiresIn %s is %d seconds", (expiresIn, later) => {
    const token = jwt(here, now, {}, "s", "HS256", { expiresIn });
    const payload = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(payload.exp).toBe(seconds + later);
  });

  test("a key of another kind or curve is refused", () => {
    const p256 = pemOf((elliptic[0]?.[1] ?? rsa).privateKey);
    for (const [algorithm, key] of [
      ["RS256", p256],
      ["ES256", pemOf(rsa.privateKey)],
      ["ES384", p256],
    ] as const) {
      expect(() => jwt(here, now, {}, key, algorithm)).toThrow("not one for this algorithm");
    }
  });
});

describe("signatures", () => {
  test.each(["sha1", "sha224", "sha256", "sha384", "sha512"])("RSA with %s is that of OpenSSL", (hash) => {
    for (const type of ["pkcs1", "pkcs8"] as const) {
      const key = rsa.privateKey.export({ type, format: "pem" }) as string;
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.uint8Array()), (data) => {
          const signer = createSign(hash).update(data);
          expect(cryptoSign(here, `RSA-${hash.toUpperCase()}`, data, key)).toBe(signer.sign(key, "base64"));
        }),
        { numRuns: 3 },
      );
    }
  });

  test.each(elliptic)("ECDSA with %s is verified by OpenSSL", (_curve, { privateKey, publicKey }) => {
    for (const type of ["sec1", "pkcs8"] as const) {
      const key = privateKey.export({ type, format: "pem" }) as string;
      for (const hash of ["sha1", "sha256", "sha512"]) {
        const signature = cryptoSign(here, hash, "data", key, "hex");
        expect(verify(hash, Buffer.from("data"), publicKey, Buffer.from(signature, "hex"))).toBe(true);
        expect(cryptoSign(here, hash, "data", key, "hex")).toBe(signature);
      }
    }
  });

  /** RFC 6979, appendix A.2.7: the message `sample`. */
  test("ECDSA is deterministic as RFC 6979 says", () => {
    const hex = (text: string) => Buffer.from(text.padStart(132, "0"), "hex").toString("base64url");
    const key = createPrivateKey({
      format: "jwk",
      key: {
        kty: "EC",
        crv: "P-521",
        d: hex(
          "0FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538",
        ),
        x: hex(
          "1894550D0785932E00EAA23B694F213F8C3121F86DC97A04E5A7167DB4E5BCD371123D46E45DB6B5D5370A7F20FB633155D38FFA16D2BD761DCAC474B9A2F5023A4",
        ),
        y: hex(
          "0493101C962CD4D2FDDF782285E64584139C2F91B47F87FF82354D6630F746A28A0DB25741B5B34A828008B22ACC23F924FAAFBD4D33F81EA66956DFEAA2BFDFCF5",
        ),
      },
    });
    const r =
      "1511BB4D675114FE266FC4372B87682BAECC01D3CC62CF2303C92B3526012659D16876E25C7C1E57648F23B73564D67F61C6F14D527D54972810421E7D87589E1A7";
    const s =
      "04A171143A83163D6DF460AAF61522695F207A58B95C0644D87E52AA1A347916E4F7A72930B1BC06DBE22CE3F58264AFD23704CBB63B29B931F7DE6C9D949A7ECFC";
    const signature = cryptoSign(here, "sha256", "sample", pemOf(key), "hex");
    expect(signature).toContain(r.toLowerCase().replace(/^0+/, ""));
    expect(signature).toContain(s.toLowerCase().replace(/^0+/, ""));
    expect(verify("sha256", Buffer.from("sample"), createPublicKey(key), Buffer.from(signature, "hex"))).toBe(true);
  });

  test("what is no key is refused, whatever it is", () => {
    const valid = pemOf(rsa.privateKey);
    const body = valid.split("\n").slice(1, -2).join("");
    const keys = fc.oneof(
      fc.string(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("base64")),
      // At the very end there may be padding only, without which the key is whole.
      fc.nat(body.length - 5).map((length) => body.slice(0, length)),
    );
    const labels = fc.constantFrom("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE");
    fc.assert(
      fc.property(keys, labels, (text, label) => {
        const key = `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
        expect(() => cryptoSign(here, "sha256", "data", key)).toThrow(ImlError);
      }),
    );
  });
});
