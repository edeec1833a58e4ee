import type { SignatureScheme, SignedChallenge, SignedPart } from "../../language/signatures/scheme.ts";
import { challengeIn, schemeNames, schemes } from "../../language/signatures/schemes.ts";
import { blocks, code, generated, table } from "./markdown.ts";

/** The page of the signature schemes that have names. */
export function signaturesPage(): string {
  return blocks(
    generated,
    "# Signature schemes",
    "`signature` of a webhook in `imlc.json` says how its requests are signed. These are the values of `scheme` that lay everything down; [`custom`](configuration.md#webhook) puts a scheme together. All are HMACs. A request without a right signature is answered with 401, or with the `status` that is declared, and nothing of it is kept.",
    table(
      ["scheme", "header", "signed", "written as", "time may differ by"],
      schemeNames.map((name) => row(name, schemes[name])),
    ),
    ...schemeNames.flatMap((name) => [
      `## ${code(name)}`,
      schemes[name].doc,
      ...challengeText(challengeIn(name)),
      `Source: ${schemes[name].source}.`,
    ]),
  );
}

function challengeText(challenge: SignedChallenge | undefined): readonly string[] {
  if (challenge === undefined) return [];
  const { of, encoding } = challenge;
  const token = of.kind === "body" ? ["body", ...of.path].join(".") : `headers.${of.name}`;
  return [
    `When it asks if the URL is ours, it wants the HMAC of ${code(token)} answered, in ${encoding}: templates of the whole request read it as ${code("signature.challenge")}. It is made with the first of the secrets that is set, and templates never see one.`,
  ];
}

function row(name: string, { header, signed, algorithm, encoding, timestamp }: SignatureScheme): readonly string[] {
  const written = `${algorithm}, ${encoding}`;
  const time = timestamp ? `${timestamp.tolerance} seconds` : "no time is signed";
  return [code(name), code(header), code(signed.map(partText).join("")), written, time];
}

/** A part as the template of a custom scheme has it. */
function partText(part: SignedPart): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "header":
      return `{{headers.${part.name}}}`;
    case "rawBody":
    case "url":
    case "method":
    case "timestamp":
      return `{{${part.kind}}}`;
  }
}
