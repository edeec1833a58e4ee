import type { ToldEvent } from "../runtime/event-stream.ts";
import type { AnswerFormat } from "./answer.ts";
import { type ServerAt, type ServerOptions, serverOf } from "./ask-server.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { replayedText, replayRequest } from "./replay.ts";
import { painter } from "./report/tone.ts";
import { type Action, emptyScreen, press, type Screen, withEvent } from "./tail/keyboard.ts";
import { lineOf } from "./tail/line.ts";
import { eventsOf } from "./tail/stream.ts";
import { manifestsUnder } from "./why/manifests.ts";
import { storyText } from "./why/story.ts";
import { storyOf } from "./why.ts";

export interface TailOptions extends ServerOptions {
  readonly app?: string;
  readonly webhook?: string;
  readonly uid?: string;
  /** Separated by commas. */
  readonly state?: string;
  readonly format: AnswerFormat;
}

/** Prints what happens in a running server as it happens, until the user stops it; a server that restarts is found again. */
export async function tail(options: TailOptions, io: Io): Promise<number> {
  const server = serverOf(options, io);
  const stopping = new AbortController();
  let screen = emptyScreen;
  const stopKeys =
    options.format === "json"
      ? undefined
      : io.keys?.((key) => {
          const [next, action] = press(screen, key);
          screen = next;
          if (action !== undefined) void act(action, { server, io, quit: () => stopping.abort() });
        });
  if (stopKeys !== undefined) io.err("imlc: r replays, w tells why, arrows choose, f filters, q quits.\n");
  void io.interrupted().then(() => stopping.abort());
  try {
    await follow(server, options, stopping.signal, io, (event) => {
      screen = withEvent(screen, event);
      if (shows(screen, event)) io.out(printed(event, options.format, io));
    });
  } finally {
    stopKeys?.();
  }
  return exit.ok;
}

function shows({ filter }: Screen, event: ToldEvent): boolean {
  return filter === "" || lineOf(event, painter(false)).includes(filter);
}

function printed(event: ToldEvent, format: AnswerFormat, { color }: Pick<Io, "color">): string {
  return format === "json" ? `${JSON.stringify(event)}\n` : `${lineOf(event, painter(color))}\n`;
}

async function follow(
  server: ServerAt,
  { app, webhook, uid, state }: TailOptions,
  signal: AbortSignal,
  { err }: Pick<Io, "err">,
  tell: (event: ToldEvent) => void,
): Promise<void> {
  const given = Object.entries({ app, webhook, uid, state }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as const],
  );
  let isFirst = true;
  while (!signal.aborted) {
    try {
      for await (const event of eventsOf(server, Object.fromEntries(given), signal)) {
        isFirst = false;
        tell(event);
      }
      isFirst = false;
      if (!signal.aborted) err(`imlc: the server at ${server.url} has ended; waiting for it.\n`);
    } catch (error) {
      if (signal.aborted) return;
      if (isFirst || !(error instanceof Misuse)) throw error;
    }
    await pause(signal);
  }
}

/** Waits before the server is asked again. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, BETWEEN_TRIES);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const BETWEEN_TRIES = 1_000;

interface Around {
  readonly server: ServerAt;
  readonly io: Io;
  readonly quit: () => void;
}

async function act(action: Action, { server, io, quit }: Around): Promise<void> {
  try {
    switch (action.kind) {
      case "quit":
        return quit();
      case "say":
        return io.err(`${action.text}\n`);
      case "choose":
        return io.err(`chosen: ${lineOf(action.event, painter(io.color))}\n`);
      case "replay":
        return io.err(replayedText(await replayRequest(server, action.request)));
      case "why":
        return io.err(storyText(await storyOf(server, action.id), manifestsUnder(["."], io.cwd), io.color));
    }
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    io.err(`imlc: ${error.message}\n`);
  }
}
