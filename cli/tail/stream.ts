import { eventsIn, type ToldEvent } from "../../runtime/event-stream.ts";
import { answerOf, askServer, type ServerAt } from "../ask-server.ts";

/** Follows the events of a server until it ends them, or `signal` does; that it cannot be followed is a misuse. */
export async function* eventsOf(
  server: ServerAt,
  filters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): AsyncGenerator<ToldEvent> {
  const query = new URLSearchParams(filters).toString();
  const answer = await askServer(server, `/admin/events?${query}`, undefined, signal);
  yield* eventsIn(answerOf(answer, server).body);
}
