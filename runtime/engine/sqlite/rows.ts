import type {
  Connection,
  Failure,
  LedgerState,
  ListedRequest,
  StoredRequest,
  Subscription,
  Target,
} from "../engine.ts";
import { fromExact } from "./exact.ts";

/** The columns that each read selects, and the row that comes of them. */
const requestFacts = "seq, id, app, webhook, received_at AS receivedAt, method, url, headers, failure, items";

export const requestColumns = `${requestFacts}, body`;
export const listedRequestColumns = `${requestFacts}, length(body) AS bodyBytes`;

interface RequestFacts {
  readonly seq: number;
  readonly id: string;
  readonly app: string;
  readonly webhook: string;
  readonly receivedAt: number;
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly failure: string | null;
  readonly items: number;
}

export interface RequestRow extends RequestFacts {
  readonly body: Uint8Array;
}

export interface ListedRequestRow extends RequestFacts {
  readonly bodyBytes: number;
}

export function toRequest(row: RequestRow): StoredRequest {
  return { ...row, headers: JSON.parse(row.headers), failure: toFailure(row.failure) };
}

export function toListedRequest(row: ListedRequestRow): ListedRequest {
  return { ...row, headers: JSON.parse(row.headers), failure: toFailure(row.failure) };
}

export const connectionColumns = `c.seq, c.app, c.id, c.connection, c.uid, c.secret, c.metadata, c.expires,
  c.refresh_failure AS refreshFailure, c.created_at AS createdAt, c.updated_at AS updatedAt`;

export interface ConnectionRow {
  readonly seq: number;
  readonly app: string;
  readonly id: string;
  readonly connection: string | null;
  readonly uid: string | null;
  readonly secret: string;
  readonly metadata: string | null;
  readonly expires: number | null;
  readonly refreshFailure: string | null;
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
    refreshFailure: toFailure(row.refreshFailure),
  };
}

/** Of `subscription s JOIN connection c`. */
export const subscriptionColumns = `s.seq, s.id, c.app, s.webhook, c.id AS connection, s.state, s.parameters, s.target,
  s.data, s.failure, s.disabled, s.failing_since AS failingSince, s.hook, s.expires, s.renew_at AS renewAt, s.untold,
  s.due, s.progress, s.created_at AS createdAt, s.updated_at AS updatedAt`;

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
  readonly hook: string | null;
  readonly expires: number | null;
  readonly renewAt: number | null;
  readonly untold: number;
  readonly due: number | null;
  readonly progress: string | null;
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
    hook: row.hook ?? undefined,
    expires: row.expires ?? undefined,
    renewAt: row.renewAt ?? undefined,
    untold: row.untold === 1 ? true : undefined,
    due: row.due ?? undefined,
    progress: row.progress === null ? undefined : JSON.parse(row.progress),
  };
}

/** The failure that a column holds. */
export function toFailure(text: string | null): Failure | undefined {
  return text === null ? undefined : JSON.parse(text);
}
