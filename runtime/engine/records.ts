export interface NewRequest {
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly receivedAt: number;
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Why the request could not be evaluated; it is kept for replay and has no items. */
  readonly failure?: Failure;
  readonly items: readonly NewItem[];
  /** Milliseconds for which a dedupe key of this webhook counts. */
  readonly dedupeWindow: number;
}

/** What one item came to before its owner is known. */
export interface NewItem {
  readonly id: string;
  /** Undefined: the item has no usable uid and is unowned. */
  readonly uid?: string;
  /** The webhook takes one item of this key within its window. A failed item does not claim it, so that a replay is taken. */
  readonly dedupe?: string;
  readonly payload: Payload;
}

/** A finished bundle; or what is needed to make one for a subscription; or why there is none. */
export type Payload =
  | { readonly kind: "bundle"; readonly bundle: string }
  | { readonly kind: "scope"; readonly scope: string }
  | { readonly kind: "failure"; readonly item: string; readonly failure: Failure };

export interface Failure {
  readonly code: string;
  readonly message: string;
  /** `webhook.iml.json:16:10`. */
  readonly place?: string;
}

export interface Accepted {
  /** Subscriptions whose lanes have something new. */
  readonly lanes: readonly string[];
  readonly items: {
    readonly owned: number;
    readonly unowned: number;
    readonly duplicate: number;
    readonly failed: number;
  };
}

export interface StoredRequest extends Omit<NewRequest, "items" | "dedupeWindow"> {
  readonly seq: number;
  readonly items: number;
}

export interface Connection {
  readonly app: string;
  readonly id: string;
  /** Which of the app's connection manifests it was made with. */
  readonly connection?: string;
  readonly uid?: string;
  /** Encrypted JSON text: parameters and the data its requests saved. */
  readonly secret: string;
  readonly metadata?: string;
  readonly expires?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly seq?: number;
}

export interface PutConnection {
  /** Subscriptions that got kept items of webhooks that match late. */
  readonly lanes: readonly string[];
}

export type LedgerState = "attaching" | "attached" | "attach-failed" | "detaching" | "detached" | "detach-failed";

export interface NewSubscription {
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly connection: string;
  /** JSON text. */
  readonly parameters: string;
  readonly target: Target;
  readonly createdAt: number;
  /** Deliver kept items of this owner once attached. */
  readonly lateMatch: boolean;
}

export type Target =
  /** `secret` signs deliveries (Standard Webhooks, `whsec_…`), encrypted. */
  | { readonly kind: "http"; readonly url: string; readonly secret: string }
  /** A function of the host program, by name. */
  | { readonly kind: "function"; readonly name: string };

export interface Subscription extends Omit<NewSubscription, "lateMatch"> {
  readonly seq: number;
  readonly state: LedgerState;
  /** Encrypted JSON text of attach's `response.data`. */
  readonly data?: string;
  readonly failure?: Failure;
  /** Why its lane is stopped by hand or by its target; its items are still taken and wait. */
  readonly disabled?: string;
  /** When its target began to fail without a delivery since. */
  readonly failingSince?: number;
  /** When its ledger last moved. */
  readonly updatedAt: number;
}

/** What may be changed at any time. `disabled: false` lets the lane go on, at once even if it waited for a retry. */
export interface SubscriptionPatch {
  readonly parameters?: string;
  readonly target?: Target;
  readonly disabled?: string | false;
}

export interface LedgerChange {
  readonly state: LedgerState;
  readonly at: number;
  readonly data?: string;
  readonly failure?: Failure;
}

export interface Lane {
  readonly subscription: string;
  /** The time from which its head may be tried. */
  readonly due: number;
}

export type DeliveryState = "pending" | "delivered" | "skipped" | "dead";

export interface Delivery {
  /** Stable over retries, restarts and redrives: the consumer's idempotency key. */
  readonly id: string;
  readonly seq: number;
  readonly subscription: string;
  readonly request: string;
  readonly item: string;
  readonly uid: string;
  readonly payload: Payload;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due: number;
  readonly createdAt: number;
  readonly failure?: Failure;
}

/** How one attempt at a delivery ended. `bundle` keeps what a scope was rendered to, so that repeats carry the same. */
export type Outcome = { readonly delivery: string; readonly at: number; readonly bundle?: string } & (
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
  readonly at: number;
}

export interface UnownedItem {
  readonly id: string;
  readonly seq: number;
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  readonly uid?: string;
  /** Why nobody got it, as it was when it arrived. */
  readonly reason: UnownedReason;
  readonly payload: Payload;
  readonly at: number;
}

/** `no-subscription`: a connection has the uid, but none of its subscriptions was attaching or attached. */
export type UnownedReason = "no-uid" | "no-connection" | "no-subscription";
