import type { Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Held, Subscription } from "../engine/engine.ts";
import { failureOf } from "../failure.ts";
import { newId } from "../id.ts";
import { moduleOf } from "../served.ts";
import { spreadOf } from "./insist.ts";
import { type Party, scopeOf } from "./party.ts";

/**
 * When the service forgets a hook with this data, and when it is renewed: at half of its lifetime from now on, a tenth of
 * that earlier or later. Neither, if `expires` says nothing, or says a time that has passed.
 */
export function lifetimeOf(
  context: Context,
  subscription: Subscription,
  party: Party,
): Pick<Held, "expires" | "renewAt"> {
  const now = context.clock.now();
  const expires = declaredExpiry(context, subscription, party, now);
  if (expires === undefined || expires <= now) return {};
  return { expires, renewAt: now + Math.round((expires - now) * (0.45 + 0.1 * spreadOf(subscription))) };
}

/** What the webhook's `expires` says; a failure of it is logged, for the hook is there whatever becomes of it. */
function declaredExpiry(context: Context, { id }: Subscription, party: Party, now: number): number | undefined {
  const { communication, timezone = "UTC" } = moduleOf(context, party);
  const around = { connection: {}, common: {}, timezone };
  try {
    return instantOf(
      communication.expires?.(scopeOf(context, party, around, { now: new Date(now), executionId: newId(now) })),
    );
  } catch (error) {
    context.log("error", "expires-failed", { subscription: id, ...failureOf(error, undefined) });
    return undefined;
  }
}

/** When to try again to renew, in epoch milliseconds: after a twentieth of the lifetime. */
export function nextRenewal({ expires, renewAt }: Subscription, now: number, retryAfter = 0): number {
  const lifetime = 2 * ((expires ?? now) - (renewAt ?? now));
  return now + Math.max(retryAfter, Math.min(Math.max(lifetime / 20, SHORTEST), LONGEST));
}

const SHORTEST = 1_000;
const LONGEST = 60 * 60 * 1_000;

/** Epoch milliseconds of a date, of a text that says one, or of a number: of seconds, if it is too small for milliseconds. */
function instantOf(value: Value): number | undefined {
  if (typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value))) return instantOf(Number(value));
  if (typeof value === "number" && value < FIRST_MILLISECONDS) return value * 1_000;
  if (!(value instanceof Date || typeof value === "number" || typeof value === "string")) return undefined;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/** In March of 1973 in milliseconds, in the year 5138 in seconds. */
const FIRST_MILLISECONDS = 100_000_000_000;
