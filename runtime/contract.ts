import type {
  AttachScope,
  ConnectionScope,
  DetachScope,
  Everywhere,
  ItemScope,
  OwnerScope,
  ReplyScope,
  RequestScope,
} from "../language/scopes.ts";
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
  /** `json` (the default), `urlencoded`, `text`. */
  readonly type?: Value;
  readonly body?: Value;
  /** Milliseconds. */
  readonly timeout?: Value;
}

/** One remote call: attach, detach, or a connection's validation. `S` is what its templates may read before the answer is there. */
export interface Procedure<S> {
  /** False: nothing is sent. */
  readonly condition?: (scope: S) => boolean;
  readonly request: (scope: S) => RequestSpec;
  /** How the answer's body is read: `automatic` (by its content type, the default), `json`, `urlencoded`, `text`. */
  readonly responseType?: (scope: S) => Value;
  /** Absent: status 200–399. */
  readonly valid?: (scope: ReplyScope & S) => boolean;
  /** What `response.valid` says of an answer that it refuses: a collection of `message` and `type`. */
  readonly invalid?: (scope: ReplyScope & S) => Value;
  /** What `response.error` says of a refused answer: a text, or a collection of `message`, `type` and the like by status. */
  readonly error?: (scope: ReplyScope & S) => Value;
  readonly data?: (scope: ReplyScope & S) => Value;
  /** Connections only. */
  readonly uid?: (scope: ReplyScope & S) => Value;
  readonly metadata?: (scope: ReplyScope & S) => Value;
  readonly expires?: (scope: ReplyScope & S) => Value;
  /** `log.sanitize`: dotted paths below `request` and `response` that never reach a log. */
  readonly sanitize?: readonly string[];
  readonly places: Readonly<Record<string, string>>;
}

export type AttachProcedure = Procedure<AttachScope>;
export type DetachProcedure = Procedure<DetachScope>;
export type ConnectionProcedure = Procedure<ConnectionScope>;

/** One shared webhook with what belongs to it. */
export interface WebhookModule {
  readonly communication: Webhook;
  readonly attach?: AttachProcedure;
  readonly detach?: DetachProcedure;
  /** The zone of date functions, an IANA name; from `imlc.json`, default `UTC`. */
  readonly timezone?: string;
  /** Deliver kept items when their owner's connection appears; from `imlc.json`. */
  readonly lateMatch?: boolean;
  /** Milliseconds for which a dedupe key counts; default 7 days. */
  readonly dedupeWindow?: number;
}

/** One app: the modules of a folder of manifests. What a generated `index.ts` exports. */
export interface AppModule {
  readonly id: string;
  readonly webhooks: Readonly<Record<string, WebhookModule>>;
  readonly connections: Readonly<Record<string, ConnectionProcedure>>;
}
