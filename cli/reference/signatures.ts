import type { SignatureScheme, SignedPart } from "../../language/signatures/scheme.ts";
import { schemeNames, schemes } from "../../language/signatures/schemes.ts";
import { blocks, code, generated, table } from "./markdown.ts";

/** The page of the signature schemes that have names. */
export function signaturesPage(): string {
  return blocks(
    generated,
    "# Signature schemes",
    "`signature` of a webhook in `imlc.json` says how its requests are signed. These are the values of `scheme` that lay everything down; [`custom`](directives.md) puts a scheme together. All are HMACs. A request without a right signature is answered with 401, or with the `status` that is declared, and nothing of it is kept.",
    table(
      ["scheme", "header", "signed", "written as", "time may differ by"],
      schemeNames.map((name) => row(name, schemes[name])),
    ),
    ...schemeNames.flatMap((name) => [`## ${code(name)}`, schemes[name].doc, `Source: ${schemes[name].source}.`]),
  );
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
