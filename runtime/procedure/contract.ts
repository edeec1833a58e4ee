import type {
  AttachScope,
  BundleScope,
  ConnectionScope,
  DetachScope,
  OAuthScope,
  PageScope,
  ReplyScope,
} from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";

/**
 * A request to a service, as the templates gave it; `request.ts` makes an HTTP request of it.
 *
 * @example
 * import type { RequestSpec } from "imlc/runtime";
 *
 * export const register = (url: string): RequestSpec => ({
 *   method: "POST",
 *   url: "https://api.example.com/hooks",
 *   body: { url, events: ["order.created"] },
 * });
 */
export interface RequestSpec {
  readonly url?: Value;
  readonly method?: Value;
  readonly qs?: Value;
  readonly headers?: Value;
  /** `json` (the default), `urlencoded`, `multipart/form-data`, `text`, `string`, `raw`, `binary`. */
  readonly type?: Value;
  readonly body?: Value;
  /** Milliseconds. */
  readonly timeout?: Value;
  /** False: a redirecting answer is the answer. */
  readonly followRedirect?: Value;
  readonly followRedirects?: Value;
  /** True: redirects of other methods than GET and HEAD are followed, too. */
  readonly followAllRedirects?: Value;
  /** Certificates in PEM format that the service's own must come from, in place of those that the system trusts. */
  readonly ca?: Value;
}

/**
 * Remote calls that belong together: attach, detach, a connection's validation. `S` is what its templates may read before
 * an answer is there, `R` what they may read then.
 *
 * @example
 * import type { AttachScope, Procedure } from "imlc/runtime";
 *
 * const url = "https://api.example.com/hooks";
 * export const attach: Procedure<AttachScope> = {
 *   requests: [{ request: ({ webhook }) => ({ method: "POST", url, body: { url: webhook?.url } }) }],
 *   sanitize: ["request.headers.authorization"],
 *   places: {},
 * };
 */
export interface Procedure<S, R = ReplyScope & S> {
  /** In the order in which they are sent; each reads as `data` and `temp` what those before it have written. */
  readonly requests: readonly ProcedureRequest<S, R>[];
  /** `log.sanitize` of all of them: dotted paths below `request` and `response` that never reach a log. */
  readonly sanitize?: readonly string[];
  /** The source place of each unit by its dotted path; of several requests with the number of the request: `2.response.data`. */
  readonly places: Readonly<Record<string, string>>;
}

/**
 * One request of a procedure, and what is made of its answer. Each member is one unit of the manifest, in running order.
 *
 * @example
 * import type { ConnectionScope, ProcedureRequest } from "imlc/runtime";
 *
 * export const whoami: ProcedureRequest<ConnectionScope> = {
 *   request: ({ parameters }) => ({ url: "https://api.example.com/me", qs: { key: parameters?.key } }),
 *   valid: ({ statusCode }) => statusCode === 200,
 *   uid: ({ body }) => body?.id,
 * };
 */
export interface ProcedureRequest<S, R = ReplyScope & S> {
  /** A collection that is merged into `temp`. */
  readonly temp?: (scope: S) => Value;
  /** False: nothing is sent, and the next request's turn comes. */
  readonly condition?: (scope: S) => boolean;
  /** What a request that is not sent gives as its output. */
  readonly conditionDefault?: (scope: S) => Value;
  /** Absent: there is no `url`, so nothing is sent, and the answer is empty. */
  readonly request?: (scope: S) => RequestSpec;
  /** How the answer's body is read, as a text or by status; see `answer.ts`. */
  readonly responseType?: (scope: S) => Value;
  /** A collection that is merged into `temp` before the answer is judged. */
  readonly responseTemp?: (scope: R) => Value;
  /** Absent: status 200–399. */
  readonly valid?: (scope: R) => boolean;
  /** What `response.valid` says of an answer that it refuses: a collection of `message` and `type`. */
  readonly invalid?: (scope: R) => Value;
  /** What `response.error` says of a refused answer: a text, or a collection of `message`, `type` and the like by status. */
  readonly error?: (scope: R) => Value;
  /** Sends the request once more while `condition` holds of its answer. */
  readonly repeat?: {
    readonly condition?: (scope: R) => boolean;
    /** Milliseconds before it is sent once more. */
    readonly delay?: (scope: S) => Value;
    /** How many times it is sent at most. */
    readonly limit?: (scope: S) => Value;
  };
  /** The array in the answer whose elements are the items. */
  readonly iterate?: (scope: R) => Value;
  readonly iterateCondition?: (scope: BundleScope & R) => boolean;
  /** What is made of each item, or of the answer where there is no `iterate`. */
  readonly output?: (scope: BundleScope & R) => Value;
  /** How many items are taken at most. */
  readonly limit?: (scope: R) => Value;
  /** Asks for further pages of the answer; see `pages.ts`. */
  readonly pagination?: {
    /** Whether there is another page. */
    readonly condition?: (scope: PageScope & R) => boolean;
    /** False: of the first request's headers and query nothing is taken over. */
    readonly mergeWithParent?: (scope: PageScope & R) => boolean;
    /** What of the first request is another for that page: `url`, `method`, `qs`, `headers`, `body`. */
    readonly request?: (scope: PageScope & R) => RequestSpec;
  };
  /** A collection of what is kept; later requests win by key. */
  readonly data?: (scope: R) => Value;
  /** Connections only. */
  readonly uid?: (scope: R) => Value;
  readonly metadata?: (scope: R) => Value;
  readonly expires?: (scope: R) => Value;
}

/**
 * What subscribes a user at the service.
 *
 * @example
 * import type { AttachProcedure } from "imlc/runtime";
 *
 * const hooks = { method: "POST", url: "https://api.example.com/hooks" };
 * export const attach: AttachProcedure = {
 *   requests: [{ request: ({ webhook }) => ({ ...hooks, body: { url: webhook?.url } }), data: ({ body }) => body }],
 *   places: {},
 * };
 */
export type AttachProcedure = Procedure<AttachScope>;

/**
 * What unsubscribes a user.
 *
 * @example
 * import type { DetachProcedure } from "imlc/runtime";
 *
 * export const detach: DetachProcedure = {
 *   requests: [{ request: ({ webhook }) => ({ method: "DELETE", url: webhook?.externalHookUrl }) }],
 *   places: {},
 * };
 */
export type DetachProcedure = Procedure<DetachScope>;

/**
 * What is sent when a user changes the parameters of a subscription.
 *
 * @example
 * import type { UpdateProcedure } from "imlc/runtime";
 *
 * export const update: UpdateProcedure = {
 *   requests: [
 *     { request: ({ webhook, parameters }) => ({ method: "PUT", url: webhook?.externalHookUrl, body: parameters }) },
 *   ],
 *   places: {},
 * };
 */
export type UpdateProcedure = Procedure<AttachScope>;

/**
 * Asks the service which hooks it has; an output for each is what attach would have saved.
 *
 * @example
 * import type { ListingProcedure } from "imlc/runtime";
 *
 * const request = () => ({ url: "https://api.example.com/hooks" });
 * export const listing: ListingProcedure = {
 *   requests: [
 *     { request, iterate: ({ body }) => body?.hooks, output: ({ item }) => ({ externalHookUrl: item?.self }) },
 *   ],
 *   places: {},
 * };
 */
export type ListingProcedure = Procedure<AttachScope>;

/**
 * Asks the service whose a connection is.
 *
 * @example
 * import type { ConnectionProcedure } from "imlc/runtime";
 *
 * export const connect: ConnectionProcedure = {
 *   requests: [{ request: () => ({ url: "https://api.example.com/me" }), uid: ({ body }) => body?.id }],
 *   places: {},
 * };
 */
export type ConnectionProcedure = Procedure<ConnectionScope>;

/**
 * A step by which a connection gets, renews or gives back its token.
 *
 * @example
 * import type { OAuthProcedure } from "imlc/runtime";
 *
 * const token = { method: "POST", url: "https://api.example.com/token", type: "urlencoded" };
 * export const refresh: OAuthProcedure = {
 *   requests: [{ request: ({ data }) => ({ ...token, body: { key: data?.key } }), data: ({ body }) => body }],
 *   places: {},
 * };
 */
export type OAuthProcedure = Procedure<OAuthScope>;
