import type { Collection, Value } from "../../language/values.ts";
import type { Failure } from "../engine/engine.ts";

/** How a procedure ended. */
export type Outcome = Done | Skipped | Refused;

/** What the manifest keeps of good answers; of several requests that keep the same thing, the last one's. */
export interface Done {
  readonly kind: "done";
  readonly data: Value;
  readonly uid: Value;
  readonly metadata: Value;
  readonly expires: Value;
  /** What the last request with an output made: of each item, or of the answer, whose elements count if it is an array. */
  readonly output: readonly Value[];
  /** What the requests have left in `temp`, for a procedure that goes on from there. */
  readonly temp: Collection;
}

/** No request's `condition` was true: nothing was sent. */
export interface Skipped {
  readonly kind: "skipped";
}

export interface Refused {
  readonly kind: "failed";
  readonly failure: Failure;
  /** The status that the service answered with, if it answered. */
  readonly status?: number;
  /** Seconds after which the service wants to be asked again (`Retry-After`), if it says so. */
  readonly retryAfter?: number;
  /** Trying again may help: there was no answer, or one of too many requests or of a broken server. */
  readonly transient: boolean;
  /** What requests before the failing one have kept: they may have made something at the service. */
  readonly data?: Value;
}
