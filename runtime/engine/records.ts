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
  /** It belongs to the app itself, and is kept unowned whatever uid it has. */
  readonly platform?: true;
  /** The webhook takes one item of this key within its window. A failed item does not claim it, so that a replay is taken. */
  readonly dedupe?: string;
  readonly payload: Payload;
}

/** A finished bundle; or what is needed to make one for a subscription; or why there is none. */
export type Payload =
  | { readonly kind: "bundle"; readonly bundle: string }
  | { readonly kind: "scope"; readonly scope: string }
  | { readonly kind: "failure"; readonly item: string; readonly failure: Failure };

/** Why something could not be done. */
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
    /** Kept unowned, but not because an owner was missing. */
    readonly platform: number;
    readonly duplicate: number;
    readonly failed: number;
  };
}

export interface StoredRequest extends Omit<NewRequest, "items" | "dedupeWindow"> {
  readonly seq: number;
  readonly items: number;
}

/** A request in a list: its body is told by its size. */
export interface ListedRequest extends Omit<StoredRequest, "body"> {
  readonly bodyBytes: number;
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
  /** Why it could not be renewed the last time, if it could not. */
  readonly refreshFailure?: Failure;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly seq?: number;
}

export interface PutConnection {
  /** Subscriptions that got kept items of webhooks that match late. */
  readonly lanes: readonly string[];
}

/** `in-use`: subscriptions that are not detached hang on it. */
export type RemovedConnection = "removed" | "absent" | "in-use";

/** A user who was sent to a service and is expected back. */
export interface Authorization {
  /** What he brings back, or a digest of it. */
  readonly key: string;
  /** Encrypted: what was begun. */
  readonly secret: string;
  readonly expires: number;
}

/** A text of a record in which sealed values stand, and where that is; only the engine reads the place. */
export interface SealedText {
  readonly place: string;
  readonly text: string;
}

/** Such a text and what is to stand there instead. */
export interface Resealed extends SealedText {
  readonly instead: string;
}

/** How far a subscription is from being known to the service. */
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
  /** `secret` signs deliveries (Standard Webhooks, `whsec_…`), encrypted; so do those that it replaced, for a while. */
  | {
      readonly kind: "http";
      readonly url: string;
      readonly secret: string;
      readonly replaced?: readonly ReplacedSecret[];
    }
  /** A function of the host program, by name. */
  | { readonly kind: "function"; readonly name: string };

/** A secret, encrypted, that signs until that time. */
export interface ReplacedSecret {
  readonly secret: string;
  readonly until: number;
}

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
  /** Names what detach would end at the service: subscriptions with the same name have it together. */
  readonly hook?: string;
  /** When the service forgets the hook, if it does. */
  readonly expires?: number;
  /** When it is renewed, if it expires. */
  readonly renewAt?: number;
  /** Its parameters were changed since attach, and the service was not told. */
  readonly untold?: true;
  /** When its ledger is to be taken up: a call is under way or to be tried again, or the hook to be renewed. */
  readonly due?: number;
  readonly progress?: Progress;
  /** When its ledger last moved. */
  readonly updatedAt: number;
}

/** What of a subscription's ledger is not finished. */
export interface Progress {
  /** Names the remote call: the same one as long as it is not known whether the service took it. */
  readonly call: string;
  /** How often it has failed. */
  readonly tries: number;
  /** A call may have made a hook that the ledger knows nothing of. */
  readonly unsure?: true;
  /** Parameters that hold once the service has taken them, written as `parameters` are. */
  readonly wanted?: string;
  /** Parameters and saved data, encrypted, of a hook that is not needed any more and is still to be detached. */
  readonly leftover?: string;
}

/** What may be changed at any time. `disabled: false` lets the lane go on, at once even if it waited for a retry. */
export interface SubscriptionPatch {
  readonly parameters?: string;
  readonly target?: Target;
  /** What the target must still be; if it is another, nothing is changed. */
  readonly was?: Target;
  readonly disabled?: string | false;
  /** Given with parameters of which the service was not told. */
  readonly untold?: true;
}

export interface LedgerChange {
  readonly state: LedgerState;
  readonly at: number;
  /** What the service has now. Without it, what was there stays. */
  readonly held?: Held;
  readonly failure?: Failure;
  readonly due?: number;
  readonly progress?: Progress;
}

/** What a service holds for a subscription, in place of what it held before. */
export interface Held extends Pick<Subscription, "data" | "hook" | "expires" | "renewAt"> {
  /** Those that the service was told; without them, those that are there. */
  readonly parameters?: string;
}

export interface Lane {
  readonly subscription: string;
  /** The time from which its head may be tried. */
  readonly due: number;
}

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

export interface Redriven {
  readonly deliveries: number;
  /** The subscriptions whose lanes they are in. */
  readonly lanes: readonly string[];
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

/**
 * `no-subscription`: a connection has the uid, but none of its subscriptions was attaching or attached. `platform`: nobody's,
 * for it concerns the app itself.
 */
export type UnownedReason = "no-uid" | "no-connection" | "no-subscription" | "platform";
