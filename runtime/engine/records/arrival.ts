/**
 * A request as it arrived, with what was made of it. `receivedAt` is in epoch milliseconds.
 *
 * @example
 * import type { NewRequest } from "imlc/runtime";
 *
 * export const summaryOf = ({ method, url, body, items }: NewRequest): string =>
 *   `${method} ${url}: ${body.length} bytes, ${items.length} items`;
 */
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

/**
 * What one item came to before its owner is known.
 *
 * @example
 * import type { NewItem } from "imlc/runtime";
 *
 * export const isForOwners = ({ uid, platform, payload }: NewItem): boolean =>
 *   uid !== undefined && platform !== true && payload.kind !== "failure";
 */
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

/**
 * A finished bundle; or what is needed to make one for a subscription; or why there is none.
 *
 * @example
 * import type { Payload } from "imlc/runtime";
 *
 * export function textOf(payload: Payload): string {
 *   switch (payload.kind) {
 *     case "bundle":
 *       return payload.bundle;
 *     case "scope":
 *       return payload.scope;
 *     case "failure":
 *       return payload.item;
 *   }
 * }
 */
export type Payload =
  | { readonly kind: "bundle"; readonly bundle: string }
  | { readonly kind: "scope"; readonly scope: string }
  | { readonly kind: "failure"; readonly item: string; readonly failure: Failure };

/**
 * Why something could not be done.
 *
 * @example
 * import type { Failure } from "imlc/runtime";
 *
 * export const storyOf = ({ code, message, place = "somewhere" }: Failure): string =>
 *   `${place}: ${message} (${code})`;
 */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** `webhook.iml.json:16:10`. */
  readonly place?: string;
}

/**
 * What became of a request that is stored now: how many of its items have which fate.
 *
 * @example
 * import type { Accepted } from "imlc/runtime";
 *
 * export const nothing: Accepted = {
 *   lanes: [],
 *   items: { owned: 0, unowned: 0, platform: 0, duplicate: 0, failed: 0 },
 * };
 */
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

/**
 * A request as the store keeps it, with the number of its items.
 *
 * @example
 * import type { StoredRequest } from "imlc/runtime";
 *
 * export const canBeReplayed = ({ failure, items }: StoredRequest): boolean => failure !== undefined || items > 0;
 */
export interface StoredRequest extends Omit<NewRequest, "items" | "dedupeWindow"> {
  readonly seq: number;
  readonly items: number;
}

/**
 * A request in a list: its body is told by its size.
 *
 * @example
 * import type { ListedRequest, StoredRequest } from "imlc/runtime";
 *
 * // As a list shows it.
 * export function listed({ body, ...request }: StoredRequest): ListedRequest {
 *   return { ...request, bodyBytes: body.length };
 * }
 */
export interface ListedRequest extends Omit<StoredRequest, "body"> {
  readonly bodyBytes: number;
}

/**
 * An item that nobody got, kept for the owner who may come.
 *
 * @example
 * import type { UnownedItem } from "imlc/runtime";
 *
 * // What waits for a user who has connected.
 * export const isFor = (user: string, { uid, reason }: UnownedItem): boolean => uid === user && reason !== "platform";
 */
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
 *
 * @example
 * import type { NewItem, UnownedReason } from "imlc/runtime";
 *
 * export function reasonOf(hasConnection: boolean, item: NewItem): UnownedReason {
 *   if (item.platform) return "platform";
 *   if (item.uid === undefined) return "no-uid";
 *   return hasConnection ? "no-subscription" : "no-connection";
 * }
 */
export type UnownedReason = "no-uid" | "no-connection" | "no-subscription" | "platform";
