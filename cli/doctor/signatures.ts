import type { AppAnalysis } from "../../compiler/project/analyze.ts";
import { secretsProblem } from "../../runtime/signature/keys.ts";
import type { Io } from "../io.ts";
import { publicUrlProblem } from "../public-url.ts";
import type { Examined } from "./examined.ts";

/** What is given to a server besides its apps. */
export interface Around {
  readonly env: Io["env"];
  readonly publicUrl: string | undefined;
}

/** Whether the secrets are there with which signatures of requests are checked, and the URL where it is signed. Nothing of them is shown. */
export function examineSignatures({ id, webhooks }: AppAnalysis, { env, publicUrl }: Around): readonly Examined[] {
  return webhooks.flatMap(({ id: webhook, shared, config: { signature } }): Examined[] => {
    if (!shared || !signature) return [];
    const subject = "Signature";
    const problem = secretsProblem(signature, (name) => env[name]);
    if (problem === undefined) {
      const unknown = publicUrlProblem(webhook, id, { signature, publicUrl });
      return [
        { subject, status: "ok", message: `The secret of the webhook ${webhook} of ${id} is set.` },
        ...(unknown ? [{ subject, status: "warning", ...unknown } as const] : []),
      ];
    }
    const message = `Signatures of the webhook ${webhook} of ${id} cannot be checked, so \`imlc serve\` does not start.`;
    return [{ subject, status: "error", message, advice: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.` }];
  });
}
