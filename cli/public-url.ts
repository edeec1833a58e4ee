import type { Signature } from "../language/signatures/scheme.ts";
import { signsUrl } from "../runtime/signature/scheme-of.ts";

/** What becomes of requests that are signed together with a URL that was not given, and what to do; undefined if all is well. */
export function publicUrlProblem(
  webhook: string,
  app: string,
  { signature, publicUrl }: { readonly signature: Signature | undefined; readonly publicUrl: string | undefined },
): { readonly message: string; readonly advice: string } | undefined {
  if (signature === undefined || publicUrl !== undefined || !signsUrl(signature)) return undefined;
  return {
    message: `The service signs the public URL of the webhook ${webhook} of ${app}, and without that URL its requests are refused.`,
    advice: "Give the address under which the service reaches this server by `--public-url`.",
  };
}
