import { utf8Bytes } from "../../language/bytes.ts";
import type { Signature, SignatureAlgorithm, SignatureScheme } from "../../language/signatures/scheme.ts";
import type { Context } from "../context.ts";
import type { AppModule } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { schemeOf } from "./scheme-of.ts";
import { whsecBytes } from "./whsec.ts";

/** The keys that any of the signature's secrets gives: none if none of their variables is set. */
export async function keysOf(signature: Signature, environment: Context["environment"]): Promise<readonly CryptoKey[]> {
  const scheme = schemeOf(signature);
  const hash = hashNames[scheme.algorithm];
  const keys = secretsOf(signature, environment).flatMap(({ secret }) => keyBytes(secret, scheme) ?? []);
  return Promise.all(keys.map((key) => crypto.subtle.importKey("raw", key, { name: "HMAC", hash }, false, ["sign"])));
}

/**
 * Throws a `RuntimeError` for the first webhook whose signature could never be checked: no variable of its secrets is set,
 * or one holds what is no secret of its scheme. A variable that is blank counts as one that is not set.
 */
export function assertSecrets(apps: readonly AppModule[], environment: Context["environment"]): void {
  for (const { id: app, webhooks } of apps) {
    for (const [webhook, { signature }] of Object.entries(webhooks)) {
      const problem = signature && secretsProblem(signature, environment);
      if (problem === undefined) continue;
      throw new RuntimeError(
        "signature-secret",
        500,
        `The signatures of requests to the webhook \`${webhook}\` of \`${app}\` cannot be checked: ${problem}.`,
      );
    }
  }
}

/** Why no signature could be checked, as the end of a sentence; undefined if all is well. */
export function secretsProblem(signature: Signature, environment: Context["environment"]): string | undefined {
  const scheme = schemeOf(signature);
  const set = secretsOf(signature, environment);
  const names = signature.secrets.map((name) => `\`${name}\``).join(" or ");
  if (set.length === 0) return `set the environment variable ${names} to the secret of the service`;
  const wrong = set.find(({ secret }) => keyBytes(secret, scheme) === undefined);
  return wrong && `the environment variable \`${wrong.name}\` has to hold \`whsec_\` and a key in base64, and does not`;
}

interface Secret {
  readonly name: string;
  readonly secret: string;
}

function secretsOf({ secrets }: Signature, environment: Context["environment"]): readonly Secret[] {
  return secrets.flatMap((name) => {
    const secret = environment(name) ?? "";
    return secret.trim() === "" ? [] : [{ name, secret }];
  });
}

function keyBytes(secret: string, scheme: SignatureScheme): Uint8Array<ArrayBuffer> | undefined {
  switch (scheme.secret) {
    case "text":
      return new Uint8Array(utf8Bytes(secret));
    case "whsec":
      return whsecBytes(secret);
  }
}

const hashNames: Readonly<Record<SignatureAlgorithm, string>> = {
  sha1: "SHA-1",
  sha256: "SHA-256",
  sha512: "SHA-512",
};
