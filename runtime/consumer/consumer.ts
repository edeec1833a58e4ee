import { utf8Text } from "../../language/bytes.ts";
import type { Signature } from "../../language/signatures/scheme.ts";
import type { Value } from "../../language/values.ts";
import { type Clock, systemClock } from "../clock.ts";
import { RuntimeError } from "../errors.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import type { Log } from "../log.ts";
import { refusal } from "../receive/reply.ts";
import { consoleLog } from "../receiver/console-log.ts";
import type { Delivered } from "../receiver/delivered.ts";
import { type Keys, REMEMBERED, recentKeys } from "../receiver/keys.ts";
import type { Receiver } from "../receiver/receiver.ts";
import { createSerial } from "../serial.ts";
import { createVerify } from "../signature/verify.ts";
import { whsecBytes } from "../signature/whsec.ts";
import { tryAgain } from "../take.ts";
import { whereFrom } from "../where-from.ts";

/**
 * What a server of imlc has delivered. `Output` is the type that the module of the webhook exports.
 *
 * @example
 * import type { Delivery } from "imlc/consumer";
 * import type { Output } from "./generated/shop/webhook.ts";
 *
 * export const titleOf = ({ output }: Delivery<Output>): string => output.title;
 */
export interface Delivery<Output = Value> {
  /** The same in every attempt. */
  readonly id: string;
  /** When this attempt was signed. */
  readonly sentAt: Date;
  readonly output: Delivered<Output>;
}

/**
 * Whom a consumer trusts, and what it does with deliveries.
 *
 * @example
 * import type { ConsumerOptions } from "imlc/consumer";
 * import type { Output } from "./generated/shop/webhook.ts";
 *
 * export const options: ConsumerOptions<Output> = {
 *   secrets: [process.env.IMLC_SECRET],
 *   onDelivery: ({ id, output }) => console.log(id, output.title),
 * };
 */
export interface ConsumerOptions<Output> {
  /** Those of the subscription's target, `whsec_…`. What is signed with any of them is taken; undefined and empty ones count for nothing. */
  readonly secrets: readonly (string | undefined)[];
  /** Takes a delivery: done when it returns or its promise resolves. If it throws, the server delivers again. */
  readonly onDelivery: (delivery: Delivery<Output>) => unknown;
  /** What was taken, by the ids of deliveries; default: the last 10,000, in the memory of this process. */
  readonly keys?: Keys;
  /** Default: JSON lines by `console.error`. */
  readonly log?: Log;
  /** Default: that of the machine. */
  readonly clock?: Clock;
}

/**
 * Receives the deliveries of a server of imlc: what is not signed with the secret of the target, or too long ago, is refused;
 * what was taken before is answered and left. Throws a `RuntimeError` without a secret.
 *
 * @example
 * import { createConsumer } from "imlc/consumer";
 * import { toFetch } from "imlc/fetch";
 * import type { Output } from "./generated/shop/webhook.ts";
 *
 * const consumer = createConsumer<Output>({
 *   secrets: [process.env.IMLC_SECRET],
 *   onDelivery: ({ output }) => console.log(output.title),
 * });
 * export default { fetch: toFetch(consumer) };
 */
export function createConsumer<Output = Value>(options: ConsumerOptions<Output>): Receiver {
  const { onDelivery, keys = recentKeys(REMEMBERED), clock = systemClock, log = consoleLog(clock.now) } = options;
  const secrets = usable(options.secrets);
  const signature: Signature = { scheme: "standard-webhooks", secrets: [...secrets.keys()] };
  const verify = createVerify({ environment: (name) => secrets.get(name), publicUrl: "" });
  const serial = createSerial();
  return {
    async fetch(request) {
      const verdict = await verify(signature, request, clock.now());
      if (verdict !== "valid") {
        log("warn", "delivery-refused", { reason: verdict });
        return UNTRUSTED;
      }
      const id = request.headers["webhook-id"] ?? "";
      try {
        return await serial(id, () => take(id, request));
      } catch (error) {
        log("error", "delivery-not-taken", { delivery: id, ...whereFrom(error) });
        return NOT_TAKEN;
      }
    },
  };

  async function take(id: string, request: RawRequest): Promise<Reply> {
    if (await keys.has(id)) return TAKEN;
    const bundle = bundleOf(request);
    if (bundle instanceof RuntimeError) return refusal(bundle);
    const sentAt = new Date(Number(request.headers["webhook-timestamp"]) * 1000);
    // The bundle is what the webhook's templates made, of which `Output` was inferred.
    await onDelivery({ id, sentAt, output: bundle.value as Delivered<Output> });
    await keys.add(id);
    return TAKEN;
  }
}

function bundleOf({ body }: RawRequest): { readonly value: unknown } | RuntimeError {
  try {
    return { value: JSON.parse(utf8Text(body)) };
  } catch {
    return new RuntimeError("body-unreadable", 400, "The body of this delivery is not JSON.");
  }
}

/** The secrets by names that nobody sees. */
function usable(secrets: ConsumerOptions<unknown>["secrets"]): ReadonlyMap<string, string> {
  const set = secrets.filter((secret) => secret !== undefined).filter((secret) => secret.trim() !== "");
  const why =
    set.length === 0
      ? "none is set"
      : set.some((secret) => whsecBytes(secret) === undefined)
        ? "one of them is not `whsec_` and a key in base64"
        : undefined;
  if (why === undefined) return new Map(set.map((secret, index) => [String(index), secret]));
  const message = `Deliveries cannot be checked by the consumer's \`secrets\`: ${why}. The server gives the secret when a subscription is made.`;
  throw new RuntimeError("consumer-secret", 500, message);
}

const TAKEN: Reply = { status: 204, headers: {}, body: "" };

const UNTRUSTED = refusal(
  new RuntimeError(
    "signature-refused",
    401,
    "The signature of this delivery is missing, wrong or out of date, so it was not taken.",
  ),
);

const NOT_TAKEN = tryAgain("delivery-not-taken", "The delivery could not be taken; send it again.");
