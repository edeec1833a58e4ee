import type { EventState } from "../../runtime/events.ts";
import { answerOf, askServer, type ServerAt } from "../ask-server.ts";

/** An event as a server tells of it. */
export interface ToldEvent {
  /** ISO 8601; absent where events were dropped. */
  readonly at?: string;
  readonly state: EventState | "dropped";
  readonly app?: string;
  readonly webhook?: string;
  readonly request?: string;
  readonly item?: string;
  readonly delivery?: string;
  readonly subscription?: string;
  readonly uid?: string;
  readonly status?: number;
  readonly code?: string;
  /** How many were dropped. */
  readonly count?: number;
}

/** Follows the events of a server until it ends them, or `signal` does; that it cannot be followed is a misuse. */
export async function* eventsOf(
  server: ServerAt,
  filters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<ToldEvent> {
  const query = new URLSearchParams(filters).toString();
  const answer = await askServer(server, `/admin/events?${query}`, undefined, signal);
  const response = answerOf(answer, server);
  let rest = "";
  try {
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const frames = (rest + text).split("\n\n");
      rest = frames.pop() ?? "";
      for (const frame of frames) if (frame.startsWith(DATA)) yield JSON.parse(frame.slice(DATA.length));
    }
  } catch (error) {
    // A connection that breaks off is the end of its events, however it ends.
    if (!(error instanceof Error)) throw error;
  }
}

const DATA = "data: ";
