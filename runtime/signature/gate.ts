import type { Signature } from "../../language/signatures/scheme.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import type { Metrics } from "../metrics.ts";
import { receiveHandshake } from "../receive/receive.ts";
import { refusal } from "../receive/reply.ts";
import type { Instant } from "../receive/scope.ts";
import type { Hook } from "../take.ts";
import { schemeOf } from "./scheme-of.ts";
import { createVerify, type Refused } from "./verify.ts";

/** The answer to a request that may not come in; undefined: it may. */
export type Gate = (hook: Hook, raw: RawRequest, instant: Instant) => Promise<Reply | undefined>;

/**
 * Lets requests in whose signature is right, and all where none is declared. What is refused leaves a count and a line of
 * the log behind, of which neither says anything of its content. Where a service does not sign its handshakes, one is
 * answered here: it gets no further.
 */
export function createGate(
  context: Pick<Context, "log" | "events" | "environment" | "publicUrl">,
  metrics: Metrics,
): Gate {
  const verify = createVerify(context);
  return async ({ app, webhook, module }, raw, instant) => {
    const { signature } = module;
    if (signature === undefined) return undefined;
    const verdict = await verify(signature, raw, instant.now);
    if (verdict === "valid") return undefined;
    const answer = isUnsignedHandshake(signature, verdict) ? receiveHandshake(module, raw, instant) : undefined;
    if (answer !== undefined) return answer;
    metrics.add("imlc_signatures_refused_total", { app, webhook, reason: verdict });
    context.log("warn", "signature-refused", { ...(app !== "" && { app }), webhook, reason: verdict });
    const reply = refusedReply(signature);
    const { status } = reply;
    context.events?.emit({ at: instant.now, state: "refused", app, webhook, status, code: verdict });
    return reply;
  };
}

function isUnsignedHandshake(signature: Signature, verdict: Refused): boolean {
  return verdict === "missing" && schemeOf(signature).handshake === "unsigned";
}

function refusedReply(signature: Signature): Reply {
  if (schemeOf(signature).refusal === "empty-401") return { status: 401, headers: {}, body: "" };
  const message =
    "The signature of this request is missing, wrong or out of date, so it was not taken. Sign it with the secret of this webhook, and send it at once.";
  return refusal(new RuntimeError("signature-refused", signature.status ?? 401, message));
}
