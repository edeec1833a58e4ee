import type { Failure, Payload, UnownedReason } from "./arrival.ts";

/**
 * The lane of a subscription in which something waits. Times are epoch milliseconds.
 *
 * @example
 * import type { Lane } from "imlc/runtime";
 *
 * // The lanes whose heads may go now.
 * export const dueOf = (lanes: readonly Lane[], now: number): readonly Lane[] => lanes.filter(({ due }) => due <= now);
 */
export interface Lane {
  readonly subscription: string;
  /** The time from which its head may be tried. */
  readonly due: number;
}

/**
 * How far a delivery is; `skipped` is one that the webhook's own condition left out.
 *
 * @example
 * import type { DeliveryState } from "imlc/runtime";
 *
 * export const hasEnded = (state: DeliveryState): boolean => state !== "pending";
 */
export type DeliveryState = "pending" | "delivered" | "skipped" | "dead";

/**
 * One attempt at a delivery, without anything that was sent or answered.
 *
 * @example
 * import type { Try } from "imlc/runtime";
 *
 * export const storyOf = ({ at, duration, status, code }: Try): string =>
 *   `${new Date(at).toISOString()}: ${code ?? status} after ${duration} ms`;
 */
export interface Try {
  readonly at: number;
  /** Milliseconds. */
  readonly duration: number;
  /** What the target answered, if it answered over HTTP. */
  readonly status?: number;
  /** Why it failed. */
  readonly code?: string;
}

/**
 * An item on its way to one subscription. Times are epoch milliseconds.
 *
 * @example
 * import type { Delivery } from "imlc/runtime";
 *
 * // Bundles are of one owner; what is not yet one is rendered for the subscription.
 * export const isRendered = ({ payload }: Delivery): boolean => payload.kind === "bundle";
 */
export interface Delivery {
  /** Stable over retries, restarts and redrives: the consumer's idempotency key. */
  readonly id: string;
  readonly seq: number;
  readonly subscription: string;
  readonly request: string;
  readonly item: string;
  readonly app: string;
  readonly webhook: string;
  readonly uid: string;
  readonly payload: Payload;
  readonly state: DeliveryState;
  /** Since it came into its lane, or was put back into it. */
  readonly attempts: number;
  /** The last ones, oldest first, also those before it was put back. */
  readonly tries: readonly Try[];
  readonly due: number;
  readonly createdAt: number;
  readonly failure?: Failure;
}

/**
 * A delivery without what it delivers.
 *
 * @example
 * import type { Delivery, KeptDelivery } from "imlc/runtime";
 *
 * export function kept({ payload: _, ...delivery }: Delivery): KeptDelivery {
 *   return delivery;
 * }
 */
export type KeptDelivery = Omit<Delivery, "payload">;

/**
 * What became of an item that was stored. Neither `reason` nor `failure`: it has, or had, deliveries.
 *
 * @example
 * import type { KeptItem } from "imlc/runtime";
 *
 * export const isDelivered = ({ deliveries }: KeptItem): boolean =>
 *   deliveries.length > 0 && deliveries.every(({ state }) => state === "delivered");
 */
export interface KeptItem {
  readonly id: string;
  readonly uid?: string;
  /** Why it is nobody's still. */
  readonly reason?: UnownedReason;
  /** Why it could not be evaluated. */
  readonly failure?: Failure;
  readonly deliveries: readonly KeptDelivery[];
}

/**
 * How one attempt at a delivery ended; `tried` is added to its tries. `bundle` keeps what a scope was rendered to, so that
 * repeats carry the same.
 *
 * @example
 * import type { Outcome } from "imlc/runtime";
 *
 * // Once more in a minute.
 * export function later(delivery: string, now: number): Outcome {
 *   const failure = { code: "target-status", message: "The target answered 500." };
 *   return { kind: "retry", delivery, at: now, due: now + 60_000, failure };
 * }
 */
export type Outcome = {
  readonly delivery: string;
  readonly at: number;
  readonly bundle?: string;
  readonly tried?: Try;
} & (
  | { readonly kind: "delivered" }
  /** The webhook's own condition left the item out for this subscription. */
  | { readonly kind: "skipped" }
  | { readonly kind: "retry"; readonly due: number; readonly failure: Failure }
  /** The target was tried for the last time. */
  | { readonly kind: "dead"; readonly failure: Failure }
  /** There is no bundle to try with; a dead letter too, but the target is not to blame. */
  | { readonly kind: "failed"; readonly failure: Failure }
);

/**
 * An item that could not be evaluated, or a delivery that was given up.
 *
 * @example
 * import type { DeadLetter } from "imlc/runtime";
 *
 * export const canBePutBack = ({ delivery }: DeadLetter): boolean => delivery !== undefined;
 */
export interface DeadLetter {
  readonly id: string;
  readonly seq: number;
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  readonly item: string;
  readonly uid?: string;
  /** Present if it is a delivery; without it `redrive` cannot put it back, a replay of its request can. */
  readonly delivery?: string;
  readonly subscription?: string;
  readonly payload: Payload;
  readonly failure: Failure;
  /** Of the delivery. */
  readonly tries: readonly Try[];
  readonly at: number;
}

/**
 * A row of a list: a payload of more than 16 KB is left out, so that a page of them is small.
 *
 * @example
 * import type { Delivery, Listed } from "imlc/runtime";
 *
 * const MOST = 16_384;
 *
 * export function listed({ payload, ...delivery }: Delivery): Listed<Delivery> {
 *   const payloadBytes = JSON.stringify(payload).length;
 *   return { ...delivery, payloadBytes, ...(payloadBytes > MOST ? {} : { payload }) };
 * }
 */
export type Listed<T extends { readonly payload: Payload }> = Omit<T, "payload"> & {
  readonly payload?: Payload;
  readonly payloadBytes: number;
};

/**
 * Which dead deliveries; what is not given does not matter.
 *
 * @example
 * import type { DeadFilter, DeadLetter } from "imlc/runtime";
 *
 * export const isMeant = ({ app, webhook }: DeadFilter, letter: DeadLetter): boolean =>
 *   (app ?? letter.app) === letter.app && (webhook ?? letter.webhook) === letter.webhook;
 */
export interface DeadFilter {
  readonly subscription?: string;
  readonly app?: string;
  readonly webhook?: string;
}

/**
 * What was put back into lanes.
 *
 * @example
 * import type { Engine, Redriven } from "imlc/runtime";
 *
 * // Puts back all of an app, a part at a time.
 * export async function redriveAll(engine: Engine, app: string): Promise<number> {
 *   const { deliveries }: Redriven = await engine.redriveDead({ app }, 1_000);
 *   return deliveries < 1_000 ? deliveries : deliveries + (await redriveAll(engine, app));
 * }
 */
export interface Redriven {
  readonly deliveries: number;
  /** The subscriptions whose lanes they are in. */
  readonly lanes: readonly string[];
}
