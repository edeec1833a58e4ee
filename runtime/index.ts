export type {
  AttachScope,
  BundleScope,
  CallbackScope,
  ConnectionScope,
  DetachScope,
  ItemScope,
  OAuthScope,
  OwnerScope,
  PageScope,
  ReplyScope,
  RequestScope,
} from "../language/scopes.ts";
export { type App, type AppOptions, createApp } from "./app.ts";
export { type Clock, systemClock } from "./clock.ts";
export type { Context } from "./context.ts";
export type {
  AppModule,
  AttachProcedure,
  ConnectionModule,
  ConnectionProcedure,
  DetachProcedure,
  ListingProcedure,
  OAuthModule,
  OAuthProcedure,
  Procedure,
  ProcedureRequest,
  RequestSpec,
  RespondSpec,
  Typed,
  TypesOf,
  UpdateProcedure,
  Webhook,
  WebhookModule,
} from "./contract.ts";
export type {
  Accepted,
  Authorization,
  Connection,
  Counts,
  DeadFilter,
  DeadLetter,
  Delivery,
  DeliveryState,
  Engine,
  Failure,
  Held,
  KeptDelivery,
  KeptItem,
  Lane,
  LedgerChange,
  LedgerState,
  Listed,
  ListedRequest,
  NewItem,
  NewRequest,
  NewSubscription,
  Outcome,
  Page,
  Payload,
  Progress,
  PutConnection,
  Redriven,
  RemovedConnection,
  ReplacedSecret,
  Resealed,
  Retention,
  SealedText,
  StoredRequest,
  Subscription,
  SubscriptionFilter,
  SubscriptionPatch,
  Target,
  Try,
  UnownedItem,
  UnownedReason,
} from "./engine/engine.ts";
export { EngineError, type EngineErrorCode } from "./engine/error.ts";
export { RuntimeError } from "./errors.ts";
export type { RawRequest, Reply } from "./http/message.ts";
export { type IncomingAnswer, type OutgoingRequest, type Send, SendError, type SendErrorCode } from "./http/send.ts";
export { jsonLines, type Log, type LogLevel } from "./log.ts";
export type { MetricName, Metrics } from "./metrics.ts";
export { type Received, receive } from "./receive/receive.ts";
export { type Owner, type Rendered, render } from "./receive/render.ts";
export type { Instant } from "./receive/scope.ts";
export type { Delivered } from "./receiver/delivered.ts";
export type { ItemEvent, ItemFailure, ItemOwner, Webhooks } from "./receiver/event.ts";
export { type Keys, recentKeys } from "./receiver/keys.ts";
export { createReceiver, type Receiver, type ToEngine, type ToFunction } from "./receiver/receiver.ts";
export { createSecrets, type Secrets } from "./secrets.ts";
export type { Tracer } from "./trace.ts";
