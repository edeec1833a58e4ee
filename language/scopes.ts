import type { Type, ValueOf } from "./types.ts";
import type { Open } from "./values.ts";
import {
  attachVariables,
  connectionVariables,
  type everywhere,
  itemVariables,
  ownerVariables,
  replyVariables,
  requestVariables,
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
} as const;

/** What a template may read depends on when it is evaluated; each such stage is a scope. */
export type ScopeName = keyof typeof tables;

/** The variables of each scope by their names, in the order in which they are best offered. */
export const scopes: Readonly<Record<ScopeName, ReadonlyMap<string, Variable>>> = {
  RequestScope: new Map(Object.entries(tables.RequestScope)),
  ItemScope: new Map(Object.entries(tables.ItemScope)),
  OwnerScope: new Map(Object.entries(tables.OwnerScope)),
  AttachScope: new Map(Object.entries(tables.AttachScope)),
  DetachScope: new Map(Object.entries(tables.DetachScope)),
  ConnectionScope: new Map(Object.entries(tables.ConnectionScope)),
  AttachReplyScope: new Map(Object.entries(tables.AttachReplyScope)),
  DetachReplyScope: new Map(Object.entries(tables.DetachReplyScope)),
  ConnectionReplyScope: new Map(Object.entries(tables.ConnectionReplyScope)),
};

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
/** What an answer adds to the scope of the request that it answers. */
export type ReplyScope = Members<typeof replyVariables>;

const noConnection = {
  connection: "One request carries events of many users, so there is no connection whose data could be read here.",
  common: "A webhook's communication has no access to the app's common data.",
  webhook: "`webhook` is what attach and detach read; here the data that attach saved is called `data`.",
  temp: "`temp` belongs to requests that are sent; nothing is sent here.",
  payload: "`payload` is what an instant trigger reads; here the event is `item`, and the whole body is `body`.",
  scenario: "A request comes in for a whole app, before any scenario is known.",
};

const noOwner = {
  parameters: "Whose event this is follows from `uid`, so the subscription and its parameters are not known yet.",
  data: "Whose event this is follows from `uid`, so the data that attach saved is not known yet.",
};

const noItem = {
  item: "Items exist once `iterate` has been evaluated; before that there is the whole `body`.",
};

const noAnswer = {
  body: "The request is yet to be sent; its answer can be read in `response`.",
  headers: "The request is yet to be sent; the headers of its answer can be read in `response`.",
  statusCode: "The request is yet to be sent; the status of its answer can be read in `response`.",
};

const noEvent = {
  item: "There is no event here; `item` belongs to the webhook's communication.",
  payload: "There is no event here; `payload` belongs to an instant trigger.",
};

const noWebhook = {
  ...noEvent,
  webhook: "A connection is made before any webhook uses it.",
  scenario: "A connection is made outside of any scenario.",
};

/** Names that people expect in a scope and that are not there, each with the reason. */
export const notHere: Readonly<Record<ScopeName, ReadonlyMap<string, string>>> = {
  RequestScope: new Map(Object.entries({ ...noConnection, ...noOwner, ...noItem })),
  ItemScope: new Map(Object.entries({ ...noConnection, ...noOwner })),
  OwnerScope: new Map(Object.entries(noConnection)),
  AttachScope: new Map(Object.entries({ ...noEvent, ...noAnswer })),
  DetachScope: new Map(Object.entries({ ...noEvent, ...noAnswer })),
  ConnectionScope: new Map(Object.entries({ ...noWebhook, ...noAnswer })),
  AttachReplyScope: new Map(Object.entries(noEvent)),
  DetachReplyScope: new Map(Object.entries(noEvent)),
  ConnectionReplyScope: new Map(Object.entries(noWebhook)),
};
