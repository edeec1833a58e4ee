import type { Failure } from "./arrival.ts";

/**
 * The account of a user at a service. Times are epoch milliseconds.
 *
 * @example
 * import type { Connection } from "imlc/runtime";
 *
 * // Connections by what items are matched by.
 * export const byUid = (all: readonly Connection[]): Map<string | undefined, Connection[]> =>
 *   Map.groupBy(all, ({ uid }) => uid);
 */
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

/**
 * What came of writing a connection.
 *
 * @example
 * import type { Connection, Engine, PutConnection } from "imlc/runtime";
 *
 * // Its subscriptions may have something to deliver now.
 * export async function put(engine: Engine, connection: Connection): Promise<readonly string[]> {
 *   const { lanes }: PutConnection = await engine.putConnection(connection);
 *   return lanes;
 * }
 */
export interface PutConnection {
  /** Subscriptions that got kept items of webhooks that match late. */
  readonly lanes: readonly string[];
}

/**
 * `in-use`: subscriptions that are not detached hang on it.
 *
 * @example
 * import type { RemovedConnection } from "imlc/runtime";
 *
 * const words: Readonly<Record<RemovedConnection, string>> = {
 *   removed: "It is forgotten.",
 *   absent: "There was none.",
 *   "in-use": "Subscriptions hang on it.",
 * };
 * export const wordsOf = (removed: RemovedConnection): string => words[removed];
 */
export type RemovedConnection = "removed" | "absent" | "in-use";

/**
 * A user who was sent to a service and is expected back.
 *
 * @example
 * import type { Authorization } from "imlc/runtime";
 *
 * export const isOver = ({ expires }: Authorization, now: number): boolean => expires <= now;
 */
export interface Authorization {
  /** What he brings back, or a digest of it. */
  readonly key: string;
  /** Encrypted: what was begun. */
  readonly secret: string;
  readonly expires: number;
}

/**
 * A text of a record in which sealed values stand, and where that is; only the engine reads the place.
 *
 * @example
 * import type { SealedText } from "imlc/runtime";
 *
 * // Where the next part of the texts begins.
 * export const lastPlace = (part: readonly SealedText[]): string | undefined => part.at(-1)?.place;
 */
export interface SealedText {
  readonly place: string;
  readonly text: string;
}

/**
 * A text of a record in which sealed values stand, and what is to stand there instead.
 *
 * @example
 * import type { Resealed } from "imlc/runtime";
 *
 * // As long as the text is what it was, it is replaced.
 * export const replaced = (now: string, { text, instead }: Resealed): string => (now === text ? instead : now);
 */
export interface Resealed extends SealedText {
  readonly instead: string;
}
