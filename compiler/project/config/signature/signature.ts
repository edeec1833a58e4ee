import type { Diagnostic } from "../../../../grammar/diagnostic.ts";
import type { Signature } from "../../../../language/signatures/scheme.ts";
import { type SchemeName, schemeNames, schemes } from "../../../../language/signatures/schemes.ts";
import { valueUnder } from "../../../fields.ts";
import { missingKey, wrongShape } from "../../../manifest/diagnostics.ts";
import type { Reading } from "../../../manifest/reading.ts";
import type { Field } from "../../../program.ts";
import { constantsIn, numberUnder, textUnder } from "../constants.ts";
import { customScheme } from "./custom.ts";
import { signatureSecretName, signatureUnworkable } from "./diagnostics.ts";
import { customProblems, namedProblems } from "./problems.ts";

/** How requests to a webhook are signed. */
export interface SignatureConfig {
  readonly signature: Signature | undefined;
}

/** What a webhook of `imlc.json` says of signatures. */
export function readSignature(webhook: Field): SignatureConfig {
  const signature = valueUnder(webhook, "signature");
  const scheme = signature && schemeIn(signature);
  if (!signature || !scheme) return { signature: undefined };
  const tolerance = numberUnder(signature, "tolerance");
  const status = numberUnder(signature, "status");
  return {
    signature: {
      scheme,
      secrets: constantsIn(valueUnder(signature, "secrets")).map(({ value }) => String(value)),
      ...(tolerance !== undefined && { tolerance }),
      ...(status !== undefined && { status }),
    },
  };
}

/** Reports a signature that could never be checked, or would prove nothing. */
export function checkSignature(webhook: Field, { path, diagnostics }: Reading): void {
  const signature = valueUnder(webhook, "signature");
  if (!signature) return;
  const where = `\`${[...path, "signature"].join(".")}\``;
  const name = textUnder(signature, "scheme");
  const named = schemeNamed(name);
  if (name === "custom" && !valueUnder(signature, "header")) {
    diagnostics.push(missingKey(opening(signature), { key: "header", where }));
  }
  const problems =
    name === "custom" ? customProblems(signature) : named ? namedProblems(signature, named, schemes[named]) : [];
  diagnostics.push(
    ...problems.map(({ field, problem }) => signatureUnworkable(field, { problem })),
    ...secretsFindings(valueUnder(signature, "secrets"), where),
  );
}

function secretsFindings(secrets: Field | undefined, where: string): readonly Diagnostic[] {
  if (!secrets) return [];
  const names = constantsIn(secrets);
  if (names.length === 0) {
    const params = { where: `${where.slice(0, -1)}.secrets\``, is: "an empty list", takes: "a name or more" };
    return [wrongShape(secrets, params)];
  }
  return names
    .filter(({ value }) => !/^[A-Z][A-Z0-9_]*$/.test(String(value)))
    .map((field) => signatureSecretName(field, {}));
}

function schemeIn(signature: Field): Signature["scheme"] | undefined {
  const name = textUnder(signature, "scheme");
  return name === "custom" ? customScheme(signature) : schemeNamed(name);
}

function schemeNamed(name: string | undefined): SchemeName | undefined {
  return schemeNames.find((each) => each === name);
}

/** An object is long: its first character stands for it. */
function opening({ uri, span: { start } }: Field) {
  return { uri, span: { start, end: start + 1 } };
}
