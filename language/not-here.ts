import { mapsOf, type ScopeName } from "./scopes.ts";

const noConnection = {
  connection: "One request carries events of many users, so there is no connection whose data could be read here.",
  common: "A webhook's communication has no access to the app's common data.",
  webhook: "`webhook` is what attach and detach read; here the data that attach saved is called `data`.",
  temp: "`temp` belongs to requests that are sent; nothing is sent here.",
  payload: "`payload` is what an instant trigger reads; here the event is `item`, and the whole body is `body`.",
  scenario: "A request comes in for a whole app, before any scenario is known.",
};

const noAccess = {
  connection: "A webhook's communication has no access to the connection; what attach saves is read as `data`.",
  scenario: "A request comes in for a webhook, before any scenario is known.",
};

const noOwner = {
  parameters: "Whose event this is follows from `uid`, so the subscription and its parameters are not known yet.",
  data: "Whose event this is follows from `uid`, so the data that attach saved is not known yet.",
};

const noHandshake = {
  signature:
    "`signature` answers a handshake, before there are items: `verification`, `condition`, `iterate` and `respond` read it.",
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
  webhook: "A connection is made before any webhook uses it.",
  scenario: "A connection is made outside of any scenario.",
};

const noConnectionEvent = { ...noEvent, ...noWebhook };

const noOAuth = {
  oauth: "`oauth` is read by the steps that ask for the token; what they have saved is in `data`.",
};

const noCode = {
  query: "The user's return is answered by `authorize`; keep what is needed of its `query` in its `response.temp`.",
};

const noReturn = {
  statusCode: "The user comes back with a request, which has no status; its values are in `query`.",
};

const noBundle = {
  item: "Items exist once `response.iterate` has been evaluated; before that there is the whole `body`.",
  output: "`output` is what `response.wrapper` reads; before that, there is none.",
};

const noEventInModule = {
  payload: "There is no event here; `payload` belongs to an instant trigger.",
};

const noModuleWebhook = {
  webhook: "`webhook` is what attach, detach, update and RPCs read; there is no webhook here.",
};

const oneEvent = {
  item: "An instant trigger has one event at a time; it is called `payload`.",
};

/** Names that people expect in a scope and that are not there, each with the reason. */
export const notHere: Readonly<Record<ScopeName, ReadonlyMap<string, string>>> = mapsOf<string>({
  RequestScope: { ...noConnection, ...noOwner, ...noItem },
  ItemScope: { ...noConnection, ...noOwner, ...noHandshake },
  OwnerScope: { ...noConnection, ...noHandshake },
  DedicatedScope: { ...noConnection, ...noAccess, ...noItem },
  AttachScope: { ...noEvent, ...noAnswer },
  DetachScope: { ...noEvent, ...noAnswer },
  ConnectionScope: { ...noConnectionEvent, ...noAnswer, ...noOAuth },
  AttachReplyScope: noEvent,
  DetachReplyScope: noEvent,
  ConnectionReplyScope: { ...noConnectionEvent, ...noOAuth },
  AnswerItemScope: noEventInModule,
  AnswerPageScope: noEvent,
  OAuthScope: { ...noConnectionEvent, ...noAnswer, ...noCode },
  OAuthReplyScope: { ...noConnectionEvent, ...noCode },
  CallbackScope: { ...noConnectionEvent, ...noReturn },
  BaseScope: { ...noBundle, ...noEventInModule, ...noModuleWebhook, ...noAnswer },
  BaseReplyScope: { ...noBundle, ...noEventInModule, ...noModuleWebhook },
  BaseItemScope: { ...noEventInModule, ...noModuleWebhook },
  ModuleScope: { ...noBundle, ...noEventInModule, ...noModuleWebhook, ...noAnswer },
  ModuleReplyScope: { ...noBundle, ...noEventInModule, ...noModuleWebhook },
  ModuleItemScope: { ...noEventInModule, ...noModuleWebhook },
  RpcScope: { ...noBundle, ...noEventInModule, ...noAnswer },
  RpcReplyScope: { ...noBundle, ...noEventInModule },
  RpcItemScope: noEventInModule,
  EventScope: { ...oneEvent, ...noAnswer },
  EventReplyScope: oneEvent,
  EventItemScope: oneEvent,
});
