import type { Signature, SignatureScheme } from "../../language/signatures/scheme.ts";
import { schemes } from "../../language/signatures/schemes.ts";
import { RuntimeError } from "../errors.ts";

/** Whether the public URL is a part of what is signed, so that it has to be known for a signature to be right. */
export function signsUrl(signature: Signature): boolean {
  return schemeOf(signature).signed.some(({ kind }) => kind === "url");
}

/** The scheme that a signature names or brings. Throws a `RuntimeError` for a name that no scheme has. */
export function schemeOf({ scheme }: Signature): SignatureScheme {
  if (typeof scheme === "object") return scheme;
  if (Object.hasOwn(schemes, scheme)) return schemes[scheme];
  throw new RuntimeError("signature-scheme", 500, `There is no signature scheme \`${scheme}\`.`);
}
