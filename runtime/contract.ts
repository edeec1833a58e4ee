import type {
  AttachScope,
  CallbackScope,
  Everywhere,
  ItemScope,
  OAuthScope,
  OwnerScope,
  RequestScope,
} from "../language/scopes.ts";
import type { Signature } from "../language/signatures/scheme.ts";
import type { Value } from "../language/values.ts";
import type {
  AttachProcedure,
  ConnectionProcedure,
  DetachProcedure,
  ListingProcedure,
  OAuthProcedure,
  Procedure,
  UpdateProcedure,
} from "./procedure/contract.ts";

export type * from "./procedure/contract.ts";

/**
 * The reply that a manifest asks for, as its templates gave it; `receive/reply.ts` makes an HTTP answer of it.
 *
 * @example
 * import type { RespondSpec, Webhook } from "imlc/runtime";
 *
 * const accepted: RespondSpec = { status: 202, type: "json", body: { taken: true } };
 * export const webhook: Webhook = { respond: () => accepted, places: {} };
 */
export interface RespondSpec {
  readonly type?: Value;
  readonly status?: Value;
  readonly headers?: Value;
  readonly body?: Value;
}

/** A variable of the item stage that is not there everywhere. */
export type ItemVariable = Exclude<keyof ItemScope, keyof Everywhere>;

/**
 * What a webhook communication compiles to. Each member is one unit of the manifest, in running order.
 *
 * @example
 * import type { Webhook } from "imlc/runtime";
 *
 * export const webhook: Webhook = {
 *   uid: ({ item }) => item?.shop,
 *   output: ({ item, now }) => ({ title: item?.title, seen: now }),
 *   places: {},
 * };
 */
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

declare const types: unique symbol;

/**
 * A `T` that tells TypeScript the types that were inferred of its manifest; at run time there is nothing of them. A webhook
 * communication has `Body`, `Item`, `Output` and `Parameters`, an attach `Saved`.
 *
 * @example
 * import { createReceiver, type Typed, type Webhook } from "imlc/runtime";
 *
 * type Types = { Body: unknown; Item: { shop: number }; Output: { title: string }; Parameters: unknown };
 * const communication: Typed<Webhook, Types> = { output: ({ item }) => ({ title: item?.title }), places: {} };
 * createReceiver({ communication }, { onItem: ({ output }) => console.log(output.title.length) });
 */
export type Typed<T, Types> = T & { readonly [types]?: Types };

/**
 * The types that a generated module carries; `unknown` if it carries none.
 *
 * @example
 * import type { TypesOf } from "imlc/runtime";
 * import type app from "./generated/shop/index.ts";
 *
 * type Shop = TypesOf<typeof app.webhooks.webhook.communication>;
 * export const isOfShop = ({ shop }: Shop["Item"], id: number): boolean => shop === id;
 */
export type TypesOf<T> = T extends { readonly [types]?: infer Types } ? Types : unknown;

/**
 * One shared webhook with what belongs to it.
 *
 * @example
 * import type { WebhookModule } from "imlc/runtime";
 *
 * export const isOpenToAll = ({ signature }: WebhookModule): boolean => signature === undefined;
 */
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

/**
 * One app: the modules of a folder of manifests. What a generated `index.ts` exports.
 *
 * @example
 * import type { AppModule } from "imlc/runtime";
 * import shop from "./generated/shop/index.ts";
 *
 * const apps: readonly AppModule[] = [shop];
 * console.log(apps.flatMap(({ id, webhooks }) => Object.keys(webhooks).map((name) => `/hooks/${id}/${name}`)));
 */
export interface AppModule {
  readonly id: string;
  readonly webhooks: Readonly<Record<string, WebhookModule>>;
  readonly connections: Readonly<Record<string, ConnectionModule>>;
  /** The common data that the app's files hold: `common` of its templates, secrets among them. */
  readonly common?: Value;
}

/**
 * What there is of a connection.
 *
 * @example
 * import type { ConnectionModule } from "imlc/runtime";
 *
 * export const opensBrowser = ({ oauth }: ConnectionModule): boolean => oauth?.authorize !== undefined;
 */
export interface ConnectionModule {
  /** Asks the service who the user is: the requests of a basic connection, `info` of an OAuth one. */
  readonly connect?: ConnectionProcedure;
  readonly oauth?: OAuthModule;
  /** The connection's own common data, laid over that of the app. */
  readonly common?: Value;
}

/**
 * The steps by which a connection gets a token from the service, renews it, and gives it back.
 *
 * @example
 * import type { OAuthModule } from "imlc/runtime";
 *
 * export const asksFor = ({ scope = [] }: OAuthModule): string => scope.join(" ");
 */
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
