import type { Failure, Payload } from "../engine.ts";

/** Bytes of a payload above which a list leaves it out. */
const LONGEST_LISTED = 16_384;

interface PayloadColumns {
  /** SQL text of its kind, and of itself. */
  readonly kind: string;
  readonly text: string;
}

/** A payload, whole. */
export interface PayloadRow {
  readonly kind: Payload["kind"];
  readonly payload: string;
}

/** A payload in a list. */
export interface ListedPayloadRow {
  readonly kind: Payload["kind"];
  /** Null: it is too long for a list. */
  readonly payload: string | null;
  readonly payloadBytes: number;
}

/** The columns of `PayloadRow`. */
export function whole({ kind, text }: PayloadColumns): string {
  return `${kind} AS kind, ${text} AS payload`;
}

/** The columns of `ListedPayloadRow`. */
export function listed({ kind, text }: PayloadColumns): string {
  const bytes = `octet_length(${text})`;
  return `${kind} AS kind, ${bytes} AS payloadBytes, CASE WHEN ${bytes} <= ${LONGEST_LISTED} THEN ${text} END AS payload`;
}

/** What an item that did not fail may hold. */
export type Whole = Exclude<Payload, { readonly kind: "failure" }>;

/** What an item that did not fail holds. */
export function toWhole(kind: Whole["kind"], payload: string): Whole {
  return kind === "bundle" ? { kind, bundle: payload } : { kind, scope: payload };
}

/** What any item holds. */
export function toPayload(kind: Payload["kind"], payload: string, failure: Failure): Payload {
  return kind === "failure" ? { kind, item: payload, failure } : toWhole(kind, payload);
}
