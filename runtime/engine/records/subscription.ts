import type { Failure } from "./arrival.ts";

/**
 * How far a subscription is from being known to the service.
 *
 * @example
 * import type { LedgerState } from "imlc/testing";
 *
 * const failed: readonly LedgerState[] = ["attach-failed", "detach-failed"];
 * export const isFailed = (state: LedgerState): boolean => failed.includes(state);
 */
export type LedgerState = "attaching" | "attached" | "attach-failed" | "detaching" | "detached" | "detach-failed";

/**
 * A subscription that is about to be made.
 *
 * @example
 * import type { NewSubscription, Subscription } from "imlc/runtime";
 *
 * // As it is until attach has ended.
 * export function made({ lateMatch: _, ...subscription }: NewSubscription, seq: number): Subscription {
 *   const { createdAt } = subscription;
 *   return { ...subscription, seq, state: "attaching", due: createdAt, updatedAt: createdAt };
 * }
 */
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

/**
 * Where the deliveries of a subscription go.
 *
 * @example
 * import type { Target } from "imlc/runtime";
 *
 * export const nameOf = (target: Target): string => (target.kind === "http" ? target.url : target.name);
 */
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

/**
 * A secret, encrypted, that signs until that time.
 *
 * @example
 * import type { ReplacedSecret } from "imlc/runtime";
 *
 * export const stillSign = (replaced: readonly ReplacedSecret[], now: number): readonly ReplacedSecret[] =>
 *   replaced.filter(({ until }) => now < until);
 */
export interface ReplacedSecret {
  readonly secret: string;
  readonly until: number;
}

/**
 * A subscription as the store keeps it. Times are epoch milliseconds.
 *
 * @example
 * import type { Subscription } from "imlc/runtime";
 *
 * // Whether items of its owner go into its lane.
 * export const isMatched = ({ state }: Subscription): boolean => state === "attaching" || state === "attached";
 */
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

/**
 * What of a subscription's ledger is not finished.
 *
 * @example
 * import type { Progress } from "imlc/runtime";
 *
 * export const mayHaveMadeHook = ({ unsure, tries }: Progress): boolean => unsure === true || tries > 0;
 */
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

/**
 * What may be changed at any time. `disabled: false` lets the lane go on, at once even if it waited for a retry.
 *
 * @example
 * import type { SubscriptionPatch } from "imlc/runtime";
 *
 * export const stop: SubscriptionPatch = { disabled: "Too many bounces." };
 * export const goOn: SubscriptionPatch = { disabled: false };
 */
export interface SubscriptionPatch {
  readonly parameters?: string;
  readonly target?: Target;
  /** What the target must still be; if it is another, nothing is changed. */
  readonly was?: Target;
  readonly disabled?: string | false;
  /** Given with parameters of which the service was not told. */
  readonly untold?: true;
}

/**
 * What a step of the ledger writes down.
 *
 * @example
 * import type { LedgerChange } from "imlc/runtime";
 *
 * export const detached = (at: number): LedgerChange => ({ state: "detached", at });
 */
export interface LedgerChange {
  readonly state: LedgerState;
  readonly at: number;
  /** What the service has now. Without it, what was there stays. */
  readonly held?: Held;
  readonly failure?: Failure;
  readonly due?: number;
  readonly progress?: Progress;
}

/**
 * What a service holds for a subscription, in place of what it held before.
 *
 * @example
 * import type { Held, Subscription } from "imlc/runtime";
 *
 * // What a subscription has once its service holds something else.
 * export function holding(subscription: Subscription, held: Held): Subscription {
 *   return { ...subscription, ...held, parameters: held.parameters ?? subscription.parameters };
 * }
 */
export interface Held extends Pick<Subscription, "data" | "hook" | "expires" | "renewAt"> {
  /** Those that the service was told; without them, those that are there. */
  readonly parameters?: string;
}
