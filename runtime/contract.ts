import type {
  AttachScope,
  BundleScope,
  CallbackScope,
  ConnectionScope,
  DetachScope,
  Everywhere,
  ItemScope,
  OAuthScope,
  OwnerScope,
  PageScope,
  ReplyScope,
  RequestScope,
} from "../language/scopes.ts";
import type { Signature } from "../language/signatures/scheme.ts";
import type { Value } from "../language/values.ts";

/** The reply that a manifest asks for, as its templates gave it; `receive/reply.ts` makes an HTTP answer of it. */
export interface RespondSpec {
  readonly type?: Value;
  readonly status?: Value;
  readonly headers?: Value;
  readonly body?: Value;
}

/** A variable of the item stage that is not there everywhere. */
export type ItemVariable = Exclude<keyof ItemScope, keyof Everywhere>;

/** What a webhook communication compiles to. Each member is one unit of the manifest, in running order. */
export interface Webhook {
  readonly verification?: {
    /** Absent: every request is a handshake (Make's documented default). */
    readonly condition?: (scope: RequestScope) => boolean;
    readonly respond?: (scope: RequestScope) => RespondSpec;
  };
  /** False: nothing is emitted, `respond` answers. Evaluated once per request. */
  readonly condition?: (scope: RequestScope) => boolean;
  /** The same directive where it reads the subscriber's data: evaluated per subscription, false leaves the item out. */
  readonly ownerCondition?: (scope: OwnerScope) => boolean;
  /** The single item of a request whose `condition` is false. */
  readonly conditionDefault?: (scope: RequestScope) => Value;
  readonly iterate?: (scope: RequestScope) => Value;
  readonly iterateCondition?: (scope: ItemScope) => boolean;
  /** Absent in a webhook that is not shared; such a webhook emits nothing that could be delivered. */
  readonly uid?: (scope: ItemScope) => Value;
  /** A key of which the webhook takes one item within its window; from `imlc.json`. */
  readonly dedupe?: (scope: ItemScope) => Value;
  /** True: the item belongs to no user but to the app itself, whatever `uid` says; from `imlc.json`. */
  readonly platformEvent?: (scope: ItemScope) => boolean;
  /** When the service forgets what attach has made, by what that saved: a date, or epoch seconds or milliseconds; from `imlc.json`. */
  readonly expires?: (scope: AttachScope) => Value;
  /** Absent: the item as it is. */
  readonly output?: (scope: ItemScope) => Value;
  /** The same directive where it reads `parameters` or `data`: evaluated per subscription. */
  readonly ownerOutput?: (scope: OwnerScope) => Value;
  /** The variables that the units evaluated per subscription read, and so all that is kept for them; absent: every one. */
  readonly ownerReads?: readonly ItemVariable[];
  readonly respond?: (scope: RequestScope) => RespondSpec;
  /** The source place of each unit by its dotted path: `webhook.iml.json:16:10`. */
  readonly places: Readonly<Record<string, string>>;
}

/** A request to a service, as the templates gave it; `procedure/request.ts` makes an HTTP request of it. */
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
 */
export interface Procedure<S, R = ReplyScope & S> {
  /** In the order in which they are sent; each reads as `data` and `temp` what those before it have written. */
  readonly requests: readonly ProcedureRequest<S, R>[];
  /** `log.sanitize` of all of them: dotted paths below `request` and `response` that never reach a log. */
  readonly sanitize?: readonly string[];
  /** The source place of each unit by its dotted path; of several requests with the number of the request: `2.response.data`. */
  readonly places: Readonly<Record<string, string>>;
}

/** One request of a procedure, and what is made of its answer. Each member is one unit of the manifest, in running order. */
export interface ProcedureRequest<S, R = ReplyScope & S> {
  /** A collection that is merged into `temp`. */
  readonly temp?: (scope: S) => Value;
  /** False: nothing is sent, and the next request's turn comes. */
  readonly condition?: (scope: S) => boolean;
  /** What a request that is not sent gives as its output. */
  readonly conditionDefault?: (scope: S) => Value;
  /** Absent: there is no `url`, so nothing is sent, and the answer is empty. */
  readonly request?: (scope: S) => RequestSpec;
  /** How the answer's body is read, as a text or by status; see `procedure/answer.ts`. */
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
  /** Asks for further pages of the answer; see `procedure/pages.ts`. */
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

/** What subscribes a user at the service. */
export type AttachProcedure = Procedure<AttachScope>;
/** What unsubscribes a user. */
export type DetachProcedure = Procedure<DetachScope>;
/** What is sent when a user changes the parameters of a subscription. */
export type UpdateProcedure = Procedure<AttachScope>;
/** Asks the service which hooks it has; an output for each is what attach would have saved. */
export type ListingProcedure = Procedure<AttachScope>;
/** Asks the service whose a connection is. */
export type ConnectionProcedure = Procedure<ConnectionScope>;
/** A step by which a connection gets, renews or gives back its token. */
export type OAuthProcedure = Procedure<OAuthScope>;

declare const types: unique symbol;

/**
 * A `T` that tells TypeScript the types that were inferred of its manifest; at run time there is nothing of them. A webhook
 * communication has `Body`, `Item`, `Output` and `Parameters`, an attach `Saved`.
 */
export type Typed<T, Types> = T & { readonly [types]?: Types };

/** The types that a generated module carries; `unknown` if it carries none. */
export type TypesOf<T> = T extends { readonly [types]?: infer Types } ? Types : unknown;

/** One shared webhook with what belongs to it. */
export interface WebhookModule {
  readonly communication: Webhook;
  readonly attach?: AttachProcedure;
  readonly detach?: DetachProcedure;
  readonly update?: UpdateProcedure;
  /** From `imlc.json`. */
  readonly listing?: ListingProcedure;
  /** Attach reads `webhook.id`: what it makes at the service belongs to one subscription and cannot be shared. */
  readonly attachReadsId?: true;
  /** Absent: whoever knows the URL may send requests. From `imlc.json`. */
  readonly signature?: Signature;
  /** The zone of date functions, an IANA name; from `imlc.json`, default `UTC`. */
  readonly timezone?: string;
  /** Deliver kept items when their owner's connection appears; from `imlc.json`. */
  readonly lateMatch?: boolean;
  /** Milliseconds for which a dedupe key counts; default 7 days. */
  readonly dedupeWindow?: number;
  /** Milliseconds in which a request is stored, or else its sender is asked to send it again; default: the server's. */
  readonly deadline?: number;
}

/** One app: the modules of a folder of manifests. What a generated `index.ts` exports. */
export interface AppModule {
  readonly id: string;
  readonly webhooks: Readonly<Record<string, WebhookModule>>;
  readonly connections: Readonly<Record<string, ConnectionModule>>;
  /** The common data that the app's files hold: `common` of its templates, secrets among them. */
  readonly common?: Value;
}

/** What there is of a connection. */
export interface ConnectionModule {
  /** Asks the service who the user is: the requests of a basic connection, `info` of an OAuth one. */
  readonly connect?: ConnectionProcedure;
  readonly oauth?: OAuthModule;
  /** The connection's own common data, laid over that of the app. */
  readonly common?: Value;
}

/** The steps by which a connection gets a token from the service, renews it, and gives it back. */
export interface OAuthModule {
  readonly preauthorize?: OAuthProcedure;
  /** Its request is not sent: the user's browser is sent there. Its answer is the request that the user comes back with. */
  readonly authorize?: Procedure<OAuthScope, CallbackScope>;
  readonly token?: OAuthProcedure;
  readonly refresh?: OAuthProcedure;
  readonly invalidate?: OAuthProcedure;
  /** The scopes that are asked for unless a user asks for others. */
  readonly scope?: readonly string[];
}
