import { didYouMean, nearest } from "../../language/nearest.ts";
import { RuntimeError } from "../errors.ts";
import { type Events, eventStates, type Heard, type Listener, type RuntimeEvent } from "../events.ts";
import type { Route } from "./route.ts";
import { time } from "./views/time.ts";

/** What happens, as it happens. */
export function tailRoute(events: Events): Route {
  return {
    method: "GET",
    path: "/admin/events",
    summary:
      "Follow what happens as Server-Sent Events: each `data` is JSON with `at`, `state` and the ids that it is about. Who does not keep up is told how many were `dropped`. Nothing that was sent is in it but uids.",
    query: {
      app: "Only of this app.",
      webhook: "Only of webhooks of this name.",
      uid: "Only of items with this uid.",
      state: `Only these, separated by commas: ${eventStates.map((state) => `\`${state}\``).join(", ")}.`,
    },
    answers: { 200: "The events from now on.", 400: "There is no such state.", 503: "Too many listen already." },
    answer: "text/event-stream",
    async handle({ query }) {
      const listener = events.listen(wantedBy(query));
      if (listener === undefined) throw new RuntimeError("too-many-listen", 503, "Too many listen already; try later.");
      return { status: 200, stream: framesOf(listener) };
    },
  };
}

function wantedBy({ state, ...ids }: Readonly<Record<string, string>>): (event: RuntimeEvent) => boolean {
  const states = state === undefined ? undefined : statesIn(state);
  return (event) => {
    const fields: Readonly<Record<string, unknown>> = { ...event };
    return states?.has(event.state) !== false && Object.entries(ids).every(([name, text]) => fields[name] === text);
  };
}

function statesIn(text: string): ReadonlySet<string> {
  const states = text.split(",");
  const unknown = states.find((state) => !eventStates.some((known) => known === state));
  if (unknown === undefined) return new Set(states);
  const hint = didYouMean(nearest(unknown, eventStates)) || ` There are: ${eventStates.join(", ")}.`;
  throw new RuntimeError("unknown-state", 400, `There is no state \`${unknown}\`.${hint}`);
}

/** What is heard as frames of an event stream (WHATWG HTML, Server-sent events), and a comment now and then, so that nobody takes silence for the end. */
function framesOf(listener: Listener): AsyncIterable<string> {
  let next: ReturnType<Listener["next"]> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frames: AsyncIterator<string> = {
    async next() {
      next ??= listener.next();
      const beat = new Promise<"beat">((resolve) => {
        timer = setTimeout(resolve, HEARTBEAT, "beat");
      });
      const heard = await Promise.race([next, beat]);
      clearTimeout(timer);
      if (heard === "beat") return { done: false, value: ": still here\n\n" };
      next = undefined;
      return heard.done === true ? { done: true, value: undefined } : { done: false, value: frame(heard.value) };
    },
    async return() {
      clearTimeout(timer);
      await listener.return();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => frames };
}

/** Milliseconds: less than proxies wait for a sign of life. */
const HEARTBEAT = 15_000;

function frame(heard: Heard): string {
  const shown = heard.state === "dropped" ? heard : { ...heard, at: time(heard.at) };
  return `data: ${JSON.stringify(shown)}\n\n`;
}
