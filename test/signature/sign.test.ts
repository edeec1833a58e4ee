import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Signature } from "../../language/signatures/scheme.ts";
import { schemeNames } from "../../language/signatures/schemes.ts";
import { schemeOf } from "../../runtime/signature/scheme-of.ts";
import { signRequest } from "../../runtime/signature/sign.ts";
import { createVerify, type Verdict } from "../../runtime/signature/verify.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const publicUrl = "https://hooks.example/base";

/** Signatures with a scheme of each name, and one of its own. */
const signatures: readonly (readonly [string, Signature])[] = [
  ...schemeNames.map((scheme) => [scheme, { scheme, secrets: ["SECRET"] }] as const),
  [
    "one of its own",
    {
      scheme: {
        header: "x-mine",
        form: { kind: "pairs", key: "s", prefix: "" },
        algorithm: "sha512",
        encoding: "base64url",
        signed: [{ kind: "timestamp" }, { kind: "header", name: "x-id" }, { kind: "rawBody" }],
        timestamp: { from: { kind: "pair", key: "at" }, unit: "milliseconds", tolerance: 5 },
        secret: "text",
        handshake: "signed",
      },
      secrets: ["SECRET"],
    },
  ],
];

function verdictOf(
  signature: Signature,
  secret: string,
  request: Parameters<ReturnType<typeof createVerify>>[1],
): Promise<Verdict> {
  return createVerify({ publicUrl, environment: () => secret })(signature, request, now);
}

describe.each(signatures)("what is signed by %s", (_, signature) => {
  const { header } = schemeOf(signature);
  const secrets = fc
    .uint8Array({ minLength: 8, maxLength: 40 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
  const requests = fc.record({
    method: fc.constantFrom("POST", "PUT", "GET"),
    url: fc.constantFrom("/hooks/a/b", "/hooks/a/b?x=%2F%3a%20y&z=é", "/hooks/a/b?q=1+2"),
    headers: fc.constant<Readonly<Record<string, string>>>({ "content-type": "application/json" }),
    body: fc.uint8Array({ maxLength: 200 }),
  });

  it("is accepted, and refused once a bit of it, or the secret, is another", async () => {
    await fc.assert(
      fc.asyncProperty(secrets, requests, fc.nat(), async (secret, request, bit) => {
        const signed = await signRequest({ signature, secret, publicUrl, now }, request);
        if (signed === undefined) throw new Error("Nothing was signed.");
        expect(await verdictOf(signature, secret, signed)).toBe("valid");
        const body = Uint8Array.from([...signed.body, 0]);
        body[bit % body.length] = (body[bit % body.length] ?? 0) ^ 1;
        expect(await verdictOf(signature, secret, { ...signed, body })).toBe("mismatch");
        expect(await verdictOf(signature, `whsec_${Buffer.from(`not ${secret}`).toString("base64")}`, signed)).toBe(
          "mismatch",
        );
        const { [header]: __, ...headers } = signed.headers;
        expect(await verdictOf(signature, secret, { ...signed, headers })).toBe("missing");
      }),
      { numRuns: 20 },
    );
  });
});
