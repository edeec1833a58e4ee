import type { Type, ValueOf } from "./types.ts";
import type { Open } from "./values.ts";
import {
  attachVariables,
  baseVariables,
  bundleVariables,
  callbackVariables,
  connectionVariables,
  dedicatedVariables,
  eventVariables,
  type everywhere,
  itemVariables,
  moduleVariables,
  oauthVariables,
  ownerVariables,
  pageVariables,
  replyVariables,
  requestVariables,
  rpcVariables,
  type Variable,
} from "./variables.ts";

const tables = {
  RequestScope: requestVariables,
  ItemScope: itemVariables,
  OwnerScope: ownerVariables,
  DedicatedScope: dedicatedVariables,
  AttachScope: attachVariables,
  DetachScope: attachVariables,
  ConnectionScope: connectionVariables,
  AttachReplyScope: { ...attachVariables, ...replyVariables },
  DetachReplyScope: { ...attachVariables, ...replyVariables },
  ConnectionReplyScope: { ...connectionVariables, ...replyVariables },
  AnswerItemScope: { ...bundleVariables, ...attachVariables, ...replyVariables },
  AnswerPageScope: { ...pageVariables, ...attachVariables, ...replyVariables },
  OAuthScope: oauthVariables,
  OAuthReplyScope: { ...oauthVariables, ...replyVariables },
  CallbackScope: callbackVariables,
  BaseScope: baseVariables,
  BaseReplyScope: { ...baseVariables, ...replyVariables },
  BaseItemScope: { ...bundleVariables, ...baseVariables, ...replyVariables },
  ModuleScope: moduleVariables,
  ModuleReplyScope: { ...moduleVariables, ...replyVariables },
  ModuleItemScope: { ...bundleVariables, ...moduleVariables, ...replyVariables },
  RpcScope: rpcVariables,
  RpcReplyScope: { ...rpcVariables, ...replyVariables },
  RpcItemScope: { ...bundleVariables, ...rpcVariables, ...replyVariables },
  EventScope: eventVariables,
  EventReplyScope: { ...eventVariables, ...replyVariables },
  EventItemScope: { output: bundleVariables.output, ...eventVariables, ...replyVariables },
} as const;

/** What a template may read depends on when it is evaluated; each such stage is a scope. */
export type ScopeName = keyof typeof tables;

/** The variables of each scope by their names, in the order in which they are best offered. */
export const scopes: Readonly<Record<ScopeName, ReadonlyMap<string, Variable>>> = mapsOf<Variable>(tables);

/** By scope: the entries of an object as a map. */
export function mapsOf<V>(
  records: Readonly<Record<ScopeName, Readonly<Record<string, V>>>>,
): Readonly<Record<ScopeName, ReadonlyMap<string, V>>> {
  const entries = Object.entries(records).map(([name, record]) => [name, new Map(Object.entries(record))] as const);
  const maps: Partial<Record<ScopeName, ReadonlyMap<string, V>>> = Object.fromEntries(entries);
  return maps as Required<typeof maps>;
}

type Member<T extends Type> = T extends { readonly kind: "any" } ? Open : ValueOf<T>;

type Members<V extends Readonly<Record<string, Variable>>> = {
  readonly [K in keyof V as V[K] extends { readonly computed: true } ? never : K]: Member<V[K]["type"]>;
};

/** What a generated function of the scope is given: its variables but those that are computed where they are read. */
export type ScopeOf<N extends ScopeName> = Members<(typeof tables)[N]>;

/** What every template may read. */
export type Everywhere = Members<typeof everywhere>;

/**
 * A request to the shared URL.
 *
 * @example
 * import type { RequestScope, Webhook } from "imlc/runtime";
 *
 * const isPing = ({ headers }: RequestScope): boolean => headers["x-event"] === "ping";
 * export const webhook: Webhook = { verification: { condition: isPing }, places: {} };
 */
export type RequestScope = ScopeOf<"RequestScope">;

/**
 * One of its items, whose owner is not known yet.
 *
 * @example
 * import type { ItemScope, Webhook } from "imlc/runtime";
 *
 * const uid = ({ item }: ItemScope) => item?.shop;
 * export const webhook: Webhook = { iterate: ({ body }) => body?.orders, uid, places: {} };
 */
export type ItemScope = ScopeOf<"ItemScope">;

/**
 * One of its items, for one subscription of its owner.
 *
 * @example
 * import type { OwnerScope, Webhook } from "imlc/runtime";
 *
 * const isWanted = ({ item, parameters }: OwnerScope): boolean => item?.type === parameters?.type;
 * export const webhook: Webhook = { ownerCondition: isWanted, places: {} };
 */
export type OwnerScope = ScopeOf<"OwnerScope">;

/**
 * A subscription that begins.
 *
 * @example
 * import type { AttachProcedure, AttachScope } from "imlc/runtime";
 *
 * const request = ({ webhook }: AttachScope) => ({
 *   method: "POST",
 *   url: "https://api.example.com/hooks",
 *   body: { url: webhook?.url },
 * });
 * export const attach: AttachProcedure = { requests: [{ request }], places: {} };
 */
export type AttachScope = ScopeOf<"AttachScope">;

/**
 * A subscription that ends.
 *
 * @example
 * import type { DetachProcedure, DetachScope } from "imlc/runtime";
 *
 * const wasAttached = ({ webhook }: DetachScope): boolean => webhook?.externalHookId !== undefined;
 * export const detach: DetachProcedure = { requests: [{ condition: wasAttached }], places: {} };
 */
export type DetachScope = ScopeOf<"DetachScope">;

/**
 * A connection that is validated.
 *
 * @example
 * import type { ConnectionProcedure, ConnectionScope } from "imlc/runtime";
 *
 * const request = ({ parameters }: ConnectionScope) => ({
 *   url: "https://api.example.com/me",
 *   qs: { key: parameters?.key },
 * });
 * export const connect: ConnectionProcedure = { requests: [{ request, uid: ({ body }) => body?.id }], places: {} };
 */
export type ConnectionScope = ScopeOf<"ConnectionScope">;

/**
 * A connection that asks a service for the right to act for a user.
 *
 * @example
 * import type { OAuthProcedure, OAuthScope } from "imlc/runtime";
 *
 * const request = ({ data }: OAuthScope) => ({ url: "https://api.example.com/revoke", qs: { token: data?.token } });
 * export const invalidate: OAuthProcedure = { requests: [{ request }], places: {} };
 */
export type OAuthScope = ScopeOf<"OAuthScope">;

/**
 * The request by which a service sends the user back.
 *
 * @example
 * import type { CallbackScope, OAuthModule } from "imlc/runtime";
 *
 * const code = ({ query }: CallbackScope) => ({ code: query?.code });
 * export const oauth: OAuthModule = { authorize: { requests: [{ responseTemp: code }], places: {} } };
 */
export type CallbackScope = ScopeOf<"CallbackScope">;

/**
 * What an answer adds to the scope of the request that it answers.
 *
 * @example
 * import type { AttachProcedure, ReplyScope } from "imlc/runtime";
 *
 * const saved = ({ body }: ReplyScope) => ({ externalHookId: body?.id });
 * export const attach: AttachProcedure = { requests: [{ data: saved }], places: {} };
 */
export type ReplyScope = Members<typeof replyVariables>;

/**
 * What an item of an answer adds to that.
 *
 * @example
 * import type { BundleScope, ListingProcedure } from "imlc/runtime";
 *
 * const hook = ({ item }: BundleScope) => ({ externalHookId: item?.id });
 * export const listing: ListingProcedure = {
 *   requests: [{ iterate: ({ body }) => body?.hooks, output: hook }],
 *   places: {},
 * };
 */
export type BundleScope = Members<typeof bundleVariables>;

/**
 * What the request of the next page adds to the scope of an answer.
 *
 * @example
 * import type { ListingProcedure, PageScope } from "imlc/runtime";
 *
 * const next = ({ pagination }: PageScope) => ({ qs: { page: pagination.page } });
 * export const listing: ListingProcedure = { requests: [{ pagination: { request: next } }], places: {} };
 */
export type PageScope = Members<typeof pageVariables>;
