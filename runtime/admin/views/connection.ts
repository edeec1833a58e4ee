import type { Connection } from "../../engine/engine.ts";
import { about, anything, instant, named, object, optional, text } from "../answer-shape.ts";
import { FAILURE } from "./failure.ts";
import { time } from "./time.ts";

/** A connection without what its secret holds. */
export interface ConnectionView
  extends Omit<Connection, "secret" | "seq" | "metadata" | "expires" | "createdAt" | "updatedAt"> {
  readonly metadata?: unknown;
  readonly expires?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The shape of a connection. */
export const CONNECTION = named(
  "Connection",
  object<ConnectionView>({
    app: text(),
    id: text("As the operator has named it; of one app."),
    connection: optional(text("Which of the app's connection manifests it was made with.")),
    uid: optional(text("Who it is in the service's events.")),
    metadata: optional(anything("What the connection manifest shows of the account.")),
    expires: optional(instant("When its token expires, if it does.")),
    refreshFailure: optional(about(FAILURE, "Why it could not be renewed the last time, if it could not.")),
    createdAt: instant(),
    updatedAt: instant(),
  }),
);

/** The connection as it is shown. */
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
}: Connection): ConnectionView {
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
