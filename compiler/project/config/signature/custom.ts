import type {
  SignatureEncoding,
  SignatureForm,
  SignatureScheme,
  SignedChallenge,
  SignedPart,
  SignedTimestamp,
} from "../../../../language/signatures/scheme.ts";
import { valueUnder } from "../../../fields.ts";
import type { Field } from "../../../program.ts";
import { textUnder } from "../constants.ts";
import { tokenPlace } from "./challenge.ts";
import { signedParts } from "./signed.ts";

/** A scheme that `imlc.json` puts together. */
export function customScheme(signature: Field): SignatureScheme {
  const timestamp = customTimestamp(valueUnder(signature, "timestamp"));
  const challenge = customChallenge(valueUnder(signature, "challenge"));
  return {
    header: lower(textUnder(signature, "header")),
    form: customForm(signature),
    algorithm: algorithms.find((each) => each === textUnder(signature, "algorithm")) ?? "sha256",
    encoding: encodingIn(signature),
    signed: customSigned(signature).filter((part) => part !== undefined),
    ...(timestamp && { timestamp }),
    secret: "text",
    handshake: textUnder(signature, "handshake") === "unsigned" ? "unsigned" : "signed",
    ...(challenge && { challenge }),
  };
}

/** What such a scheme signs, undefined for what cannot be signed. */
export function customSigned(signature: Field): readonly (SignedPart | undefined)[] {
  const signed = valueUnder(signature, "signed");
  return signed ? signedParts(signed) : [{ kind: "rawBody" }];
}

const algorithms = ["sha1", "sha256", "sha512"] as const;
const encodings = ["hex", "base64", "base64url"] as const;

/** Seconds that hold where nothing is said. */
const usualTolerance = 300;

function customForm(signature: Field): SignatureForm {
  const prefix = textUnder(signature, "prefix") ?? "";
  const key = textUnder(signature, "part");
  return key === undefined ? { kind: "whole", prefix } : { kind: "pairs", key, prefix };
}

function customTimestamp(timestamp: Field | undefined): SignedTimestamp | undefined {
  if (!timestamp) return undefined;
  const key = textUnder(timestamp, "part");
  const name = lower(textUnder(timestamp, "header"));
  return {
    from: key === undefined ? { kind: "header", name } : { kind: "pair", key },
    unit: textUnder(timestamp, "unit") === "milliseconds" ? "milliseconds" : "seconds",
    tolerance: usualTolerance,
  };
}

function customChallenge(challenge: Field | undefined): SignedChallenge | undefined {
  const token = challenge && valueUnder(challenge, "of");
  const of = token && tokenPlace(token);
  return challenge && of && { of, encoding: encodingIn(challenge) };
}

function encodingIn(object: Field): SignatureEncoding {
  return encodings.find((each) => each === textUnder(object, "encoding")) ?? "hex";
}

function lower(name: string | undefined): string {
  return name?.toLowerCase() ?? "";
}
