import type { Clock } from "../clock.ts";
import type { Delivery, Failure, Target } from "../engine/engine.ts";
import type { IncomingAnswer, Send } from "../http/send.ts";
import type { Secrets } from "../secrets.ts";
import type { Result } from "./result.ts";
import { retryAfterOf } from "./schedule.ts";
import { sign } from "./sign.ts";

export interface HttpDelivery {
  readonly send: Send;
  /** Opens the secrets that targets sign with. */
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Milliseconds in which the target must have answered. */
  readonly timeout: number;
}

/**
 * Posts the bundle itself, signed as Standard Webhooks has it; the delivery's id is the same in every attempt. Rejects
 * if there was no answer.
 */
export async function deliverToUrl(
  { url, secret, replaced = [] }: Extract<Target, { kind: "http" }>,
  { id }: Delivery,
  bundle: string,
  { send, secrets, clock, timeout }: HttpDelivery,
): Promise<Result> {
  const now = clock.now();
  const timestamp = Math.floor(now / 1_000);
  const signing = [secret, ...replaced.filter(({ until }) => now < until).map((old) => old.secret)];
  const opened = await Promise.all(signing.map((sealed) => secrets.open(sealed)));
  const signature = await sign(opened, { id, timestamp, body: bundle });
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signature,
  };
  const answer = await send({ method: "POST", url, headers, body: bundle, timeout, redirects: 0 });
  return resultOf(answer, clock.now());
}

function resultOf({ status, headers }: IncomingAnswer, now: number): Result {
  if (status >= 200 && status < 300) return { kind: "delivered", status };
  if (status === 410)
    return { kind: "gone", failure: failure("target-gone", "The target answered 410: it is gone."), status };
  const refused =
    status >= 300 && status < 400
      ? failure("target-redirects", `The target answered ${status}: deliveries follow no redirect. Name the new URL.`)
      : failure("target-status", `The target answered ${status}.`);
  return { kind: "failed", failure: refused, status, retryAfter: retryAfterOf(headers["retry-after"], now) };
}

function failure(code: string, message: string): Failure {
  return { code, message };
}
