import { decodeValue } from "../../language/codec.ts";
import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type {
  Connection,
  DeadLetter,
  Delivery,
  Payload,
  StoredRequest,
  Subscription,
  UnownedItem,
} from "../engine/engine.ts";
import { redactNamed } from "../procedure/redact.ts";

/** A connection without what its secret holds. */
export function connectionView({
  app,
  id,
  connection,
  uid,
  metadata,
  expires,
  createdAt,
  updatedAt,
}: Connection): object {
  return {
    app,
    id,
    connection,
    uid,
    metadata: metadata === undefined ? undefined : JSON.parse(metadata),
    expires: time(expires),
    createdAt: time(createdAt),
    updatedAt: time(updatedAt),
  };
}

/** A subscription without the secret that signs its deliveries, and without what attach saved. */
export function subscriptionView(subscription: Subscription): object {
  const { id, app, webhook, connection, parameters, target, state, failure, disabled, failingSince } = subscription;
  return {
    id,
    app,
    webhook,
    connection,
    ...redactNamed({ parameters: plain(decodeValue(parameters)) }),
    target: target.kind === "http" ? { url: target.url } : { function: target.name },
    state,
    failure,
    disabled,
    failingSince: time(failingSince),
    createdAt: time(subscription.createdAt),
    updatedAt: time(subscription.updatedAt),
  };
}

/** A request without its body. */
export function requestView({
  seq,
  id,
  app,
  webhook,
  receivedAt,
  method,
  url,
  headers,
  body,
  items,
  failure,
}: StoredRequest): object {
  return {
    seq,
    id,
    app,
    webhook,
    receivedAt: time(receivedAt),
    method,
    path: url.split("?", 1)[0],
    headers: redactNamed(headers),
    bodyBytes: body.length,
    items,
    failure,
  };
}

export function deliveryView({ payload, due, createdAt, ...delivery }: Delivery): object {
  return { ...delivery, due: time(due), createdAt: time(createdAt), ...payloadView(payload) };
}

export function deadLetterView({ at, ...letter }: DeadLetter): object {
  return { ...letter, at: time(at) };
}

export function unownedView({ payload, at, ...item }: UnownedItem): object {
  return { ...item, at: time(at), ...payloadView(payload) };
}

/** Longer payloads are told by their size. */
const LONGEST_SHOWN = 64 * 1024;

function payloadView(payload: Payload): object {
  switch (payload.kind) {
    case "bundle":
      return shown("bundle", payload.bundle, JSON.parse);
    case "scope":
      return shown("item", payload.scope, (text) => plain(itemOfScope(decodeValue(text))));
    case "failure":
      return { ...shown("item", payload.item, (text) => plain(decodeValue(text))), failure: payload.failure };
  }
}

function shown(name: string, text: string, read: (text: string) => unknown): object {
  return text.length > LONGEST_SHOWN ? { [`${name}Length`]: text.length } : { [name]: read(text) };
}

function itemOfScope(scope: Value): Value {
  return isCollection(scope) ? scope.item : undefined;
}

function plain(value: Value): unknown {
  return value === undefined ? undefined : JSON.parse(toJson(value));
}

function time(milliseconds: number): string;
function time(milliseconds: number | undefined): string | undefined;
function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
