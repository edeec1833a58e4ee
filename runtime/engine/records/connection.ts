import type { Failure } from "./arrival.ts";

/** The account of a user at a service. Times are epoch milliseconds. */
export interface Connection {
  readonly app: string;
  readonly id: string;
  /** Which of the app's connection manifests it was made with. */
  readonly connection?: string;
  readonly uid?: string;
  /** Encrypted JSON text: parameters and the data its requests saved. */
  readonly secret: string;
  readonly metadata?: string;
  readonly expires?: number;
  /** Why it could not be renewed the last time, if it could not. */
  readonly refreshFailure?: Failure;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly seq?: number;
}

/** What came of writing a connection. */
export interface PutConnection {
  /** Subscriptions that got kept items of webhooks that match late. */
  readonly lanes: readonly string[];
}

/** `in-use`: subscriptions that are not detached hang on it. */
export type RemovedConnection = "removed" | "absent" | "in-use";

/** A user who was sent to a service and is expected back. */
export interface Authorization {
  /** What he brings back, or a digest of it. */
  readonly key: string;
  /** Encrypted: what was begun. */
  readonly secret: string;
  readonly expires: number;
}

/** A text of a record in which sealed values stand, and where that is; only the engine reads the place. */
export interface SealedText {
  readonly place: string;
  readonly text: string;
}

/** Such a text and what is to stand there instead. */
export interface Resealed extends SealedText {
  readonly instead: string;
}
