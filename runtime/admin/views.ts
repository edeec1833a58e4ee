import { decodeValue } from "../../language/codec.ts";
import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type {
  Connection,
  DeadLetter,
  Delivery,
  KeptDelivery,
  ListedRequest,
  Payload,
  Try,
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
  refreshFailure,
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
    refreshFailure,
    createdAt: time(createdAt),
    updatedAt: time(updatedAt),
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
  bodyBytes,
  items,
  failure,
}: ListedRequest): object {
  return {
    seq,
    id,
    app,
    webhook,
    receivedAt: time(receivedAt),
    method,
    path: url.split("?", 1)[0],
    headers: redactNamed(headers),
    bodyBytes,
    items,
    failure,
  };
}

/** A delivery, whole or of a list. */
export function deliveryView({ payload, ...delivery }: Shown<Delivery>): object {
  return { ...keptDeliveryView(delivery), ...payloadView(payload) };
}

/** A delivery without what it delivers. */
export function keptDeliveryView({ due, createdAt, tries, ...delivery }: KeptDelivery): object {
  return { ...delivery, due: time(due), createdAt: time(createdAt), tries: tries.map(tryView) };
}

/** A dead letter, whole or of a list. */
export function deadLetterView({ payload, at, tries, ...letter }: Shown<DeadLetter>): object {
  return { ...letter, at: time(at), tries: tries.map(tryView), ...payloadView(payload) };
}

/** An item that is nobody's, whole or of a list. */
export function unownedView({ payload, at, ...item }: Shown<UnownedItem>): object {
  return { ...item, at: time(at), ...payloadView(payload) };
}

type Shown<T extends { readonly payload: Payload }> = Omit<T, "payload"> & { readonly payload?: Payload };

function tryView({ at, ...tried }: Try): object {
  return { ...tried, at: time(at) };
}

/** A list leaves out what is long; that has its size then. */
function payloadView(payload: Payload | undefined): object {
  if (payload === undefined) return {};
  switch (payload.kind) {
    case "bundle":
      return { bundle: JSON.parse(payload.bundle) };
    case "scope":
      return { item: plain(itemOfScope(decodeValue(payload.scope))) };
    case "failure":
      return { item: plain(decodeValue(payload.item)) };
  }
}

function itemOfScope(scope: Value): Value {
  return isCollection(scope) ? scope.item : undefined;
}

function plain(value: Value): unknown {
  return value === undefined ? undefined : JSON.parse(toJson(value));
}

/** As a text that people and programs can read. */
export function time(milliseconds: number): string;
export function time(milliseconds: number | undefined): string | undefined;
export function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
