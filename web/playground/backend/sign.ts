import type { RawRequest, Reply } from "../../../runtime/http/message.ts";
import { createMetrics } from "../../../runtime/metrics.ts";
import type { Instant } from "../../../runtime/receive/scope.ts";
import { createGate } from "../../../runtime/signature/gate.ts";
import { schemeOf } from "../../../runtime/signature/scheme-of.ts";
import { signRequest } from "../../../runtime/signature/sign.ts";
import { type Hook, instantOf } from "../../../runtime/take.ts";
import type { OutcomeStep } from "../playground.ts";

/** What the signature of a request came to, where the webhook wants one. */
export interface Admission {
  readonly raw: RawRequest;
  readonly instant: Instant;
  readonly step: OutcomeStep | undefined;
  /** The answer to a request that may not come in. */
  readonly refused: Reply | undefined;
}

/** Signs a request, if it is to be signed, and has it looked at by what lets requests into a server. */
export async function admit(hook: Hook, request: RawRequest, signed: boolean, at: Instant): Promise<Admission> {
  const { signature } = hook.module;
  if (signature === undefined) return { raw: request, instant: at, step: undefined, refused: undefined };
  const signing = { signature, secret: SECRET, publicUrl: PUBLIC_URL, now: at.now };
  const raw = (signed ? await signRequest(signing, request) : undefined) ?? request;
  const gate = createGate({ environment, publicUrl: PUBLIC_URL, log: () => {} }, createMetrics());
  const refused = await gate(hook, raw, at);
  const instant = await instantOf(hook, raw, at, environment);
  return { raw, instant, step: stepOf(schemeOf(signature).header, refused), refused };
}

function stepOf(header: string, refused: Reply | undefined): OutcomeStep {
  const step = { stage: "signature", gave: undefined, reads: [], place: undefined };
  if (refused === undefined)
    return { ...step, advice: undefined, said: `The signature in \`${header}\` is right, so the request may come in.` };
  if (refused.status < 400)
    return {
      ...step,
      advice: undefined,
      said: "The service does not sign its handshakes; this one was answered here.",
    };
  return {
    ...step,
    said: `The signature in \`${header}\` is missing or wrong, so nothing was evaluated.`,
    advice: "Have the request signed; the playground does it with a secret of its own.",
  };
}

/** Every variable holds the one secret of the playground, which is a text and also base64, as some schemes want it. */
function environment(): string {
  return SECRET;
}

const SECRET = "cGxheWdyb3VuZA==";

/** Under which the world would know the webhook. */
export const PUBLIC_URL = "https://hooks.example.com";
