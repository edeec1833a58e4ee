import type { EventState, RuntimeEvent } from "./events.ts";

/** An event as `GET /admin/events` tells of it. */
export interface ToldEvent extends Partial<Omit<RuntimeEvent, "at" | "state">> {
  /** ISO 8601; absent where events were dropped. */
  readonly at?: string;
  readonly state: EventState | "dropped";
  /** How many were dropped. */
  readonly count?: number;
}

/** How what happens is to be taken: green is well, yellow deserves a look, red went wrong. */
export const eventTones: Readonly<Record<ToldEvent["state"], "plain" | "green" | "yellow" | "red">> = {
  received: "plain",
  unreadable: "red",
  refused: "red",
  owned: "plain",
  unowned: "yellow",
  platform: "plain",
  duplicate: "yellow",
  failed: "red",
  delivered: "green",
  skipped: "yellow",
  retry: "yellow",
  dead: "red",
  dropped: "yellow",
};

/** Reads the frames of an event stream until it ends, or breaks off, which is an end as well. */
export async function* eventsIn(body: ReadableStream<Uint8Array<ArrayBuffer>> | null): AsyncGenerator<ToldEvent> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const read = await reader?.read();
      if (read === undefined || read.done) return;
      const frames = (rest + read.value).split("\n\n");
      rest = frames.pop() ?? "";
      for (const frame of frames) if (frame.startsWith(DATA)) yield JSON.parse(frame.slice(DATA.length));
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  } finally {
    // Who stops reading lets go of the connection.
    await reader?.cancel().catch(() => undefined);
  }
}

const DATA = "data: ";
