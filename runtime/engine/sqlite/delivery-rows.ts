import type {
  DeadLetter,
  Delivery,
  DeliveryState,
  KeptDelivery,
  Listed,
  Try,
  UnownedItem,
  UnownedReason,
} from "../engine.ts";
import { fromExact } from "./exact.ts";
import {
  type ListedPayloadRow,
  listed,
  type PayloadRow,
  toPayload,
  toWhole,
  type Whole,
  whole,
} from "./payload-rows.ts";
import { toFailure } from "./rows.ts";

/** Of `delivery d JOIN item i JOIN request r JOIN subscription s`, without its payload. */
export const deliveryFacts = `d.seq, s.id AS subscription, r.id AS request, i.id AS item, i.app, i.webhook, i.uid, d.state,
  d.attempts, d.tries, d.due, d.created_at AS createdAt, d.failure`;

/** A bundle that was rendered once stands for the scope it was made of. */
const delivered = {
  kind: "CASE WHEN d.bundle IS NULL THEN i.kind ELSE 'bundle' END",
  text: "coalesce(d.bundle, i.payload)",
};

export const deliveryColumns = `${deliveryFacts}, ${whole(delivered)}`;
export const listedDeliveryColumns = `${deliveryFacts}, ${listed(delivered)}`;

export interface DeliveryFacts {
  readonly seq: number;
  readonly subscription: string;
  readonly request: string;
  readonly item: string;
  readonly app: string;
  readonly webhook: string;
  readonly uid: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly tries: string | null;
  readonly due: number;
  readonly createdAt: number;
  readonly failure: string | null;
}

export interface DeliveryRow extends DeliveryFacts, PayloadRow {
  readonly kind: Whole["kind"];
}

export interface ListedDeliveryRow extends DeliveryFacts, ListedPayloadRow {
  readonly kind: Whole["kind"];
}

export function toDelivery({ kind, payload, ...row }: DeliveryRow): Delivery {
  return { ...deliveryOf(row), payload: toWhole(kind, payload) };
}

export function toListedDelivery({ kind, payload, payloadBytes, ...row }: ListedDeliveryRow): Listed<Delivery> {
  return { ...deliveryOf(row), payload: payload === null ? undefined : toWhole(kind, payload), payloadBytes };
}

/** A delivery without its payload. */
export function deliveryOf(row: DeliveryFacts): KeptDelivery {
  const id = deliveryId(row.item, row.seq);
  return { ...row, id, uid: fromExact(row.uid), tries: toTries(row.tries), failure: toFailure(row.failure) };
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

/** Of `dead x JOIN item i JOIN request r LEFT JOIN delivery d LEFT JOIN subscription s`, without its payload. */
const deadFacts = `x.id, x.seq, i.app, i.webhook, r.id AS request, i.id AS item, i.uid, x.delivery,
  s.id AS subscription, x.failure, d.tries, x.at`;

export const deadColumns = `${deadFacts}, ${whole(delivered)}`;
export const listedDeadColumns = `${deadFacts}, ${listed(delivered)}`;

interface DeadFacts {
  readonly id: string;
  readonly seq: number;
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  readonly item: string;
  readonly uid: string | null;
  readonly delivery: number | null;
  readonly subscription: string | null;
  readonly failure: string;
  readonly tries: string | null;
  readonly at: number;
}

export type DeadRow = DeadFacts & PayloadRow;
export type ListedDeadRow = DeadFacts & ListedPayloadRow;

export function toDeadLetter({ kind, payload, ...row }: DeadRow): DeadLetter {
  const letter = letterOf(row);
  return { ...letter, payload: toPayload(kind, payload, letter.failure) };
}

export function toListedDeadLetter({ kind, payload, payloadBytes, ...row }: ListedDeadRow): Listed<DeadLetter> {
  const letter = letterOf(row);
  return { ...letter, payload: payload === null ? undefined : toPayload(kind, payload, letter.failure), payloadBytes };
}

function letterOf(row: DeadFacts): Omit<DeadLetter, "payload"> {
  return {
    ...row,
    uid: row.uid === null ? undefined : fromExact(row.uid),
    delivery: row.delivery === null ? undefined : row.id,
    subscription: row.subscription ?? undefined,
    failure: JSON.parse(row.failure),
    tries: toTries(row.tries),
  };
}

/** Of `item i JOIN request r`. */
const unownedFacts = "i.id, i.seq, i.app, i.webhook, r.id AS request, i.uid, i.reason, i.at";
const unownedPayload = { kind: "i.kind", text: "i.payload" };

export const unownedColumns = `${unownedFacts}, ${whole(unownedPayload)}`;
export const listedUnownedColumns = `${unownedFacts}, ${listed(unownedPayload)}`;

interface UnownedFacts {
  readonly id: string;
  readonly seq: number;
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  readonly uid: string | null;
  readonly reason: UnownedReason;
  /** An item that failed is a dead letter, whoever it belongs to. */
  readonly kind: Whole["kind"];
  readonly at: number;
}

export type UnownedRow = UnownedFacts & PayloadRow;
export type ListedUnownedRow = UnownedFacts & ListedPayloadRow;

export function toUnownedItem({ kind, payload, ...row }: UnownedRow): UnownedItem {
  return { ...row, uid: row.uid === null ? undefined : fromExact(row.uid), payload: toWhole(kind, payload) };
}

export function toListedUnownedItem({ kind, payload, ...row }: ListedUnownedRow): Listed<UnownedItem> {
  return {
    ...row,
    uid: row.uid === null ? undefined : fromExact(row.uid),
    payload: payload === null ? undefined : toWhole(kind, payload),
  };
}

/** The attempts that a delivery's column holds. */
export function toTries(text: string | null): readonly Try[] {
  return text === null ? [] : JSON.parse(text);
}
