import type { Failure, Payload, UnownedReason } from "./arrival.ts";

/** The lane of a subscription in which something waits. Times are epoch milliseconds. */
export interface Lane {
  readonly subscription: string;
  /** The time from which its head may be tried. */
  readonly due: number;
}

/** How far a delivery is; `skipped` is one that the webhook's own condition left out. */
export type DeliveryState = "pending" | "delivered" | "skipped" | "dead";

/** One attempt at a delivery, without anything that was sent or answered. */
export interface Try {
  readonly at: number;
  /** Milliseconds. */
  readonly duration: number;
  /** What the target answered, if it answered over HTTP. */
  readonly status?: number;
  /** Why it failed. */
  readonly code?: string;
}

/** An item on its way to one subscription. Times are epoch milliseconds. */
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

/** A delivery without what it delivers. */
export type KeptDelivery = Omit<Delivery, "payload">;

/** What became of an item that was stored. Neither `reason` nor `failure`: it has, or had, deliveries. */
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

/** An item that could not be evaluated, or a delivery that was given up. */
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

/** A row of a list: a payload of more than 16 KB is left out, so that a page of them is small. */
export type Listed<T extends { readonly payload: Payload }> = Omit<T, "payload"> & {
  readonly payload?: Payload;
  readonly payloadBytes: number;
};

/** Which dead deliveries; what is not given does not matter. */
export interface DeadFilter {
  readonly subscription?: string;
  readonly app?: string;
  readonly webhook?: string;
}

/** What was put back into lanes. */
export interface Redriven {
  readonly deliveries: number;
  /** The subscriptions whose lanes they are in. */
  readonly lanes: readonly string[];
}
