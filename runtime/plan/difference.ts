/** The same thing of the manifests as they were, and as they are to be. */
export interface Sides<T> {
  readonly old: T;
  readonly new: T;
}

export type DifferenceKind =
  /** Whether the webhook is there at all. */
  | "webhook"
  /** What a look at the signature shows. */
  | "signature"
  /** What cannot be evaluated, by the code of the error. */
  | "failure"
  /** Whether the request is a handshake. */
  | "handshake"
  /** Whether the request is of interest. */
  | "condition"
  | "status"
  /** A header of the reply. */
  | "header"
  /** The body of the reply. */
  | "body"
  /** Which items a request has. */
  | "items"
  /** The order of the items. */
  | "order"
  | "platform"
  | "uid"
  | "dedupe"
  /** Whether an item is left out, for one with its dedupe key came before. */
  | "duplicate"
  /** Whether a subscription gets an item. */
  | "delivery"
  /** What a subscription gets of an item. */
  | "bundle";

/** What a recorded request comes to that it did not come to before. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** What differs within that: the name of a header, the keys that lead to a field, `[]` for any element of an array. */
  readonly path: readonly string[];
  /** As JSON text, cut if it is long; undefined: there is none. Without what a name calls secret, credentials, and what attach saved. */
  readonly values: Sides<string | undefined>;
  /** The directive that it comes of, by its dotted path: `iterate.condition`; undefined: a setting. */
  readonly unit?: string;
  /** Where that stands; undefined: a manifest has no such directive. */
  readonly places: Sides<string | undefined>;
  /** By their ids. */
  readonly app: string;
  readonly webhook: string;
  readonly request: string;
  /** Counted from 1. */
  readonly item?: number;
  /** Whom it concerns, where it depends on that. */
  readonly subscription?: string;
  /** The subscriptions that the uids belong to, where there is a store to know them from. */
  readonly owners?: Sides<readonly string[]>;
}
