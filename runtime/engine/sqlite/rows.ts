import type {
  Connection,
  DeadLetter,
  Delivery,
  DeliveryState,
  Failure,
  LedgerState,
  Payload,
  StoredRequest,
  Subscription,
  Target,
  UnownedItem,
  UnownedReason,
} from "../engine.ts";
import { fromExact } from "./exact.ts";

/** The columns that each read selects, and the row that comes of them. */
export const requestColumns =
  "seq, id, app, webhook, received_at AS receivedAt, method, url, headers, body, failure, items";

export interface RequestRow {
  readonly seq: number;
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly receivedAt: number;
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly body: Uint8Array;
  readonly failure: string | null;
  readonly items: number;
}

export function toRequest(row: RequestRow): StoredRequest {
  return { ...row, headers: JSON.parse(row.headers), failure: toFailure(row.failure) };
}

export const connectionColumns = `c.seq, c.app, c.id, c.connection, c.uid, c.secret, c.metadata, c.expires,
  c.created_at AS createdAt, c.updated_at AS updatedAt`;

export interface ConnectionRow {
  readonly seq: number;
  readonly app: string;
  readonly id: string;
  readonly connection: string | null;
  readonly uid: string | null;
  readonly secret: string;
  readonly metadata: string | null;
  readonly expires: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function toConnection(row: ConnectionRow): Connection {
  return {
    ...row,
    connection: row.connection ?? undefined,
    uid: row.uid === null ? undefined : fromExact(row.uid),
    metadata: row.metadata ?? undefined,
    expires: row.expires ?? undefined,
  };
}

/** Of `subscription s JOIN connection c`. */
export const subscriptionColumns = `s.seq, s.id, c.app, s.webhook, c.id AS connection, s.state, s.parameters, s.target,
  s.data, s.failure, s.disabled, s.failing_since AS failingSince, s.created_at AS createdAt, s.updated_at AS updatedAt`;

export interface SubscriptionRow {
  readonly seq: number;
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly connection: string;
  readonly state: LedgerState;
  readonly parameters: string;
  readonly target: string;
  readonly data: string | null;
  readonly failure: string | null;
  readonly disabled: string | null;
  readonly failingSince: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function toSubscription(row: SubscriptionRow): Subscription {
  const target: Target = JSON.parse(row.target);
  return {
    ...row,
    target,
    data: row.data ?? undefined,
    failure: toFailure(row.failure),
    disabled: row.disabled ?? undefined,
    failingSince: row.failingSince ?? undefined,
  };
}

/** Of `delivery d JOIN item i JOIN request r JOIN subscription s`. */
export const deliveryColumns = `d.seq, s.id AS subscription, r.id AS request, i.id AS item, i.uid, i.kind, i.payload,
  d.bundle, d.state, d.attempts, d.due, d.created_at AS createdAt, d.failure`;

export interface DeliveryRow {
  readonly seq: number;
  readonly subscription: string;
  readonly request: string;
  readonly item: string;
  readonly uid: string;
  readonly kind: Whole["kind"];
  readonly payload: string;
  readonly bundle: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due: number;
  readonly createdAt: number;
  readonly failure: string | null;
}

export function toDelivery({ kind, payload, bundle, ...row }: DeliveryRow): Delivery {
  return {
    ...row,
    id: deliveryId(row.item, row.seq),
    uid: fromExact(row.uid),
    payload: toWhole(kind, payload, bundle),
    failure: toFailure(row.failure),
  };
}

/** An item's id is unique and a delivery's number too, so nothing but the pair need be stored to find it again. */
export function deliveryId(item: string, seq: number): string {
  return `${item}-${seq}`;
}

/** The number in a delivery's id; undefined if there is none. */
export function deliverySeq(id: string): number | undefined {
  const digits = /-(\d{1,15})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Of `dead x JOIN item i JOIN request r LEFT JOIN delivery d LEFT JOIN subscription s`. */
export const deadColumns = `x.id, x.seq, i.app, i.webhook, r.id AS request, i.id AS item, i.uid, i.kind, i.payload,
  d.bundle, x.delivery, s.id AS subscription, x.failure, x.at`;

export interface DeadRow {
  readonly id: string;
  readonly seq: number;
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  readonly item: string;
  readonly uid: string | null;
  readonly kind: Payload["kind"];
  readonly payload: string;
  readonly bundle: string | null;
  readonly delivery: number | null;
  readonly subscription: string | null;
  readonly failure: string;
  readonly at: number;
}

export function toDeadLetter({ kind, payload, bundle, ...row }: DeadRow): DeadLetter {
  const failure: Failure = JSON.parse(row.failure);
  return {
    ...row,
    uid: row.uid === null ? undefined : fromExact(row.uid),
    delivery: row.delivery === null ? undefined : row.id,
    subscription: row.subscription ?? undefined,
    payload: kind === "failure" ? { kind, item: payload, failure } : toWhole(kind, payload, bundle),
    failure,
  };
}

/** Of `item i JOIN request r`. */
export const unownedColumns =
  "i.id, i.seq, i.app, i.webhook, r.id AS request, i.uid, i.reason, i.kind, i.payload, i.at";

export interface UnownedRow {
  readonly id: string;
  readonly seq: number;
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  readonly uid: string | null;
  readonly reason: UnownedReason;
  readonly kind: Whole["kind"];
  readonly payload: string;
  readonly at: number;
}

export function toUnownedItem({ kind, payload, ...row }: UnownedRow): UnownedItem {
  return { ...row, uid: row.uid === null ? undefined : fromExact(row.uid), payload: toWhole(kind, payload, null) };
}

/** What an item that did not fail may hold. */
type Whole = Exclude<Payload, { readonly kind: "failure" }>;

/** A bundle that was rendered once stands for the scope it was made of. */
function toWhole(kind: Whole["kind"], payload: string, bundle: string | null): Whole {
  if (bundle !== null) return { kind: "bundle", bundle };
  return kind === "bundle" ? { kind, bundle: payload } : { kind, scope: payload };
}

function toFailure(text: string | null): Failure | undefined {
  return text === null ? undefined : JSON.parse(text);
}
