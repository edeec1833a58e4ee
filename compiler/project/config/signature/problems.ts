import type { SignatureScheme } from "../../../../language/signatures/scheme.ts";
import { valueUnder } from "../../../fields.ts";
import type { Field } from "../../../program.ts";
import { constantUnder, textUnder } from "../constants.ts";
import { tokenPlace } from "./challenge.ts";
import { customSigned } from "./custom.ts";
import { customKeys } from "./shape.ts";

/** Why a signature can never be checked, or proves nothing: the end of a sentence, and what it is about. */
export interface Problem {
  readonly field: Field;
  readonly problem: string;
}

/** What is wrong with a signature whose scheme has a name. */
export function namedProblems(signature: Field, name: string, scheme: SignatureScheme): readonly Problem[] {
  const status = constantUnder(signature, "status");
  return [
    ...Object.keys(customKeys).flatMap((key) =>
      about(signature, key, `\`${name}\` lays down its \`${key}\`; only \`custom\` can be told one`),
    ),
    ...(scheme.timestamp ? [] : about(signature, "tolerance", `requests signed as \`${name}\` have no time in them`)),
    ...(scheme.refusal === "empty-401" && status !== 401
      ? about(signature, "status", "the service insists on 401 where a signature is wrong")
      : []),
  ];
}

/** What is wrong with a signature that is put together. */
export function customProblems(signature: Field): readonly Problem[] {
  return [
    ...nameProblems(signature),
    ...signedProblems(signature),
    ...timestampProblems(signature),
    ...challengeProblems(signature),
  ];
}

function nameProblems(signature: Field): readonly Problem[] {
  const timestamp = valueUnder(signature, "timestamp");
  return [signature, ...(timestamp ? [timestamp] : [])].flatMap((object) => {
    const header = textUnder(object, "header");
    const part = textUnder(object, "part");
    return [
      ...(header === undefined || isHeaderName(header)
        ? []
        : about(object, "header", `no header can be called \`${header}\``)),
      ...(part === undefined || /^[^\s,=]+$/.test(part)
        ? []
        : about(object, "part", "the name of a part has no blanks, no `,` and no `=` in it")),
    ];
  });
}

/** The names that HTTP allows (RFC 9110, token). */
function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function signedProblems(signature: Field): readonly Problem[] {
  const parts = customSigned(signature);
  const takes = "`rawBody`, `url`, `method`, `timestamp` and single `headers`";
  return [
    ...(parts.includes(undefined) ? about(signature, "signed", `what is signed is made of texts, ${takes}`) : []),
    ...(parts.some((part) => part?.kind === "rawBody")
      ? []
      : about(signature, "signed", "without `{{rawBody}}` it says nothing of the body, which anybody could change")),
  ];
}

function timestampProblems(signature: Field): readonly Problem[] {
  const isSigned = customSigned(signature).some((part) => part?.kind === "timestamp");
  const timestamp = valueUnder(signature, "timestamp");
  if (!timestamp) {
    return [
      ...(isSigned ? about(signature, "signed", "nothing says where the `timestamp` stands; add that key") : []),
      ...about(signature, "tolerance", "nothing says where the `timestamp` stands that would be held against it"),
    ];
  }
  const [header, part] = ["header", "part"].map((key) => textUnder(timestamp, key));
  const own = textUnder(signature, "part");
  const problems = [
    isSigned ? undefined : "`signed` leaves the `timestamp` out, so anybody could write a new one",
    (header === undefined) === (part === undefined)
      ? "a timestamp stands either in a `header` or in a `part`"
      : undefined,
    part !== undefined && own === undefined
      ? "the header has parts only if the signature is one: add its `part`"
      : undefined,
    part !== undefined && part === own ? "the timestamp and the signature cannot be the same part" : undefined,
  ];
  return problems.flatMap((problem) => (problem === undefined ? [] : [{ field: timestamp, problem }]));
}

/** Who need not sign could have anything hashed, what is signed of an event among it. */
function challengeProblems(signature: Field): readonly Problem[] {
  const challenge = valueUnder(signature, "challenge");
  const token = challenge && valueUnder(challenge, "of");
  if (!challenge || !token) return [];
  return [
    ...(tokenPlace(token)
      ? []
      : about(challenge, "of", "the token is one value of the body, such as `{{body.token}}`, or one header")),
    ...(textUnder(signature, "handshake") === "unsigned"
      ? about(signature, "challenge", "with an unsigned `handshake`, anybody could have forged events signed by it")
      : []),
  ];
}

function about(object: Field, key: string, problem: string): readonly Problem[] {
  const field = valueUnder(object, key);
  return field ? [{ field, problem }] : [];
}
