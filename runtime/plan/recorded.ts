import type { RawRequest } from "../http/message.ts";

/** A request that once came to a shared URL, as it came, with nothing sealed. */
export interface RecordedRequest extends RawRequest {
  /** What it is called in a report: the id in a store, or the line of a file. */
  readonly id: string;
  /** Absent: that of the only app there is. */
  readonly app?: string;
  /** Absent: the only webhook of the app. */
  readonly webhook?: string;
  /** Epoch milliseconds; templates read it as `now`. */
  readonly receivedAt: number;
}
