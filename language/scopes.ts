import type { Type, ValueOf } from "./types.ts";
import type { Open } from "./values.ts";
import {
  attachVariables,
  baseVariables,
  bundleVariables,
  callbackVariables,
  connectionVariables,
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
/** A request to the shared URL. */
export type RequestScope = ScopeOf<"RequestScope">;
/** One of its items, whose owner is not known yet. */
export type ItemScope = ScopeOf<"ItemScope">;
/** One of its items, for one subscription of its owner. */
export type OwnerScope = ScopeOf<"OwnerScope">;
/** A subscription that begins. */
export type AttachScope = ScopeOf<"AttachScope">;
/** A subscription that ends. */
export type DetachScope = ScopeOf<"DetachScope">;
/** A connection that is validated. */
export type ConnectionScope = ScopeOf<"ConnectionScope">;
/** A connection that asks a service for the right to act for a user. */
export type OAuthScope = ScopeOf<"OAuthScope">;
/** The request by which a service sends the user back. */
export type CallbackScope = ScopeOf<"CallbackScope">;
/** What an answer adds to the scope of the request that it answers. */
export type ReplyScope = Members<typeof replyVariables>;
/** What an item of an answer adds to that. */
export type BundleScope = Members<typeof bundleVariables>;
/** What the request of the next page adds to the scope of an answer. */
export type PageScope = Members<typeof pageVariables>;
