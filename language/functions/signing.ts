import { wrongArgument } from "../arguments.ts";
import { timestamp } from "../computed.ts";
import { toText } from "../conversions.ts";
import { bytesOf, encoded, encodingNames } from "../encodings.ts";
import { ImlError, type Site } from "../error.ts";
import { isBuffer, isCollection } from "../kinds.ts";
import { withClaims } from "../signing/claims.ts";
import { algorithms, signedToken } from "../signing/jwt.ts";
import { type SignatureHash, signEc, signingKey, signRsa } from "../signing/signature.ts";
import { t } from "../types.ts";
import type { Collection } from "../values.ts";
import { exactly } from "../words.ts";
import { define } from "./define.ts";

/** The key for P-256 of RFC 6979, appendix A.2.5, whose signatures are known. */
const keyOfRfc6979 = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49
AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8
maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==
-----END EC PRIVATE KEY-----`;

export const jwt = define(
  {
    name: "jwt",
    doc: "A signed JSON web token. The algorithm is `HS256` (the default), `HS384`, `HS512`, with the secret as text or buffer, or `RS256`, `RS384`, `RS512`, `ES256`, `ES384`, `ES512`, with a private key in PEM. Options are those of jsonwebtoken: `header`, `keyid`, `expiresIn`, `notBefore`, `issuer`, `subject`, `audience`, `jwtid`, `noTimestamp`. A collection is given `iat`, the time of the request, unless it has one.",
    source: "Make: custom apps documentation, JWT; npm: jsonwebtoken; RFC 7515, 7518, 7519",
    examples: [
      [
        "jwt(claims; 'secret')",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.XbPfbIHMI6arZ3Y922BhjWgQzWXcXNrz0ogtVhfEd2o",
        { claims: { sub: "1234567890", name: "John Doe", iat: 1516239022 } },
      ],
    ],
    params: [
      ["payload", t.oneOf(t.open(), t.text, t.buffer)],
      ["secret", t.oneOf(t.text, t.buffer)],
      ["algorithm?", t.text],
      ["options?", t.open()],
    ],
    returns: t.text,
    needs: ["site", "now"],
    takes: { algorithm: exactly("algorithm", algorithms) },
  },
  (site, now, payload, secret, algorithm, options = {}) => {
    if (!isCollection(payload) && !isBuffer(payload) && typeof payload !== "string") {
      throw wrongArgument(site, "payload", "payload", payload);
    }
    const claims = isCollection(payload) ? withClaims(payload, options, timestamp(now), site) : payload;
    const chosen = algorithm || toText(options.algorithm) || "HS256";
    return signedToken(claims, secret, chosen, headerOf(options), site);
  },
);

function headerOf({ keyid, header }: Collection): Collection {
  const named = keyid === undefined || keyid === null ? {} : { kid: keyid };
  return header !== undefined && isCollection(header) ? { ...named, ...header } : named;
}

export const cryptoSign = define(
  {
    name: "cryptoSign",
    doc: "A signature of data by a private key in PEM: RSA (PKCS #1 v1.5) or ECDSA, as the key says. The algorithm names the hash: `RSA-SHA256`, or only `SHA256`; also SHA1, SHA224, SHA384 and SHA512. The signature is text in an encoding: `base64` (the default), `hex`, `base64url`, `latin1`.",
    source: "Node.js: crypto.createSign; RFC 8017, RFC 6979",
    examples: [
      [
        "cryptoSign('SHA256'; 'sample'; key; 'hex')",
        "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        { key: keyOfRfc6979 },
      ],
    ],
    params: [
      ["algorithm", t.text],
      ["data", t.oneOf(t.text, t.buffer)],
      ["key", t.text],
      ["encoding?", t.text],
    ],
    returns: t.text,
    needs: ["site"],
    takes: { encoding: encodingNames },
  },
  (site, algorithm, data, pem, encoding) => {
    const hash = hashOf(algorithm, site);
    const key = signingKey(pem, site);
    const bytes = bytesOf(data);
    const signature = key.kind === "rsa" ? signRsa(key, hash, bytes, site) : signEc(key, hash, bytes, "der", site);
    return encoded(signature, encoding || "base64", site);
  },
);

const hashes: ReadonlyMap<string, SignatureHash> = new Map([
  ["1", "sha1"],
  ["224", "sha224"],
  ["256", "sha256"],
  ["384", "sha384"],
  ["512", "sha512"],
]);

function hashOf(algorithm: string, site: Site): SignatureHash {
  const [, bits = ""] = /^(?:RSA-|ecdsa-with-)?SHA-?(\d+)$/i.exec(algorithm.trim()) ?? [];
  const hash = hashes.get(bits);
  if (hash !== undefined) return hash;
  const shown = algorithm.slice(0, 40);
  throw new ImlError("argument-value", site, `'${shown}' is no algorithm; \`RSA-SHA256\` and \`SHA512\` are.`);
}
