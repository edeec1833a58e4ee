import type { EditableBody } from "../../runtime/editable-body.ts";
import type {
  Counts,
  DeadLetter,
  Delivery,
  Failure,
  KeptDelivery,
  KeptItem,
  LedgerState,
  Try,
  UnownedItem,
} from "../../runtime/engine/engine.ts";

export type { Finding, Manifest } from "../../runtime/admin/manifests.ts";
export type { Replayed } from "../../runtime/intake.ts";
export type { ToldDifference, ToldGroup, ToldPlan } from "../../runtime/plan/told.ts";
export type { Why } from "../../runtime/why/why.ts";
export type { Counts, Failure, LedgerState };

/** What the admin API answers: records of the store with their times as ISO 8601, and with what they deliver as JSON. */
type Shown<T, Times extends string> = Omit<T, Times | "payload"> & { readonly [K in Times]: string };

export interface Page<Row> {
  readonly items: readonly Row[];
  /** The `before` of the next page. */
  readonly next?: number;
}

export interface ServedApp {
  readonly id: string;
  readonly webhooks: readonly { readonly id: string; readonly url: string; readonly signed: boolean }[];
  readonly connections: readonly string[];
}

export interface RequestRow {
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly receivedAt: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes: number;
  readonly items: number;
  readonly failure?: Failure;
}

export interface WholeRequest extends RequestRow {
  readonly body?: EditableBody;
}

export type ShownTry = Shown<Try, "at">;

/** What is delivered, or the item that it would be made of; both absent where they are long, in a list. */
interface Carried {
  readonly bundle?: unknown;
  readonly item?: unknown;
}

type WithTries<T> = Omit<T, "tries" | "item"> & { readonly tries: readonly ShownTry[] };

export type DeliveryRow = WithTries<Shown<Delivery, "due" | "createdAt">> & Carried;
export type DeadLetterRow = WithTries<Shown<DeadLetter, "at">> & Carried;
export type UnownedRow = Shown<UnownedItem, "at"> & Carried;
export type OwnedDelivery = WithTries<Shown<KeptDelivery, "due" | "createdAt">> & { readonly connection?: string };

export interface ItemRow extends Omit<KeptItem, "deliveries"> {
  readonly deliveries: readonly OwnedDelivery[];
}

export interface ConnectionRow {
  readonly app: string;
  readonly id: string;
  readonly connection?: string;
  readonly uid?: string;
  readonly metadata?: unknown;
  readonly expires?: string;
  readonly refreshFailure?: Failure;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SubscriptionRow {
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly connection: string;
  readonly parameters: unknown;
  readonly target: { readonly url?: string; readonly function?: string };
  readonly state: LedgerState;
  readonly failure?: Failure;
  readonly updating?: true;
  readonly retryAt?: string;
  readonly note?: string;
  readonly expires?: string;
  readonly renewAt?: string;
  readonly disabled?: string;
  readonly failingSince?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
