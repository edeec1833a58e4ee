import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { gather } from "./gather.ts";
import { type Coding, inflater } from "./inflate.ts";
import type { Reply } from "./message.ts";
import { NOT_INFLATABLE, TOO_LARGE } from "./refusals.ts";

/** Who is told how a body arrives, and in the end, once, what became of it. */
export interface Arrival {
  /** It takes so many bytes more of the memory. False: there is no room for them, nor for the rest. */
  grew(bytes: number): boolean;
  whole(body: Uint8Array): void;
  /** It cannot be read; the rest of it is not waited for. */
  refused(reply: Reply): void;
  /** There is no room for it; the rest of it goes by unread. */
  unwanted(): void;
}

/**
 * Reads the body of a request as it was meant: its codings, in the order in which they are to be undone, are undone as it
 * arrives, and it is refused as soon as there are more than `limit` bytes, however few they were compressed. A request
 * that breaks off tells nothing.
 */
export function readBody(incoming: IncomingMessage, codings: readonly Coding[], limit: number, arrival: Arrival): void {
  const inflaters = codings.map(inflater);
  let gathering = gather(limit);
  let length = 0;
  let ended = false;
  const end = (tell: () => void): void => {
    if (ended) return;
    ended = true;
    for (const each of inflaters) each.destroy();
    incoming.resume();
    tell();
    // Nothing holds it any longer but who was told.
    gathering = gather(0);
  };
  for (const each of inflaters) each.on("error", () => end(() => arrival.refused(NOT_INFLATABLE)));
  const meant = inflaters.reduce<Readable>((stream, each) => stream.pipe(each), incoming);
  meant.on("data", (chunk: Buffer) => {
    if (ended) return;
    length += chunk.length;
    if (length > limit) end(() => arrival.refused(TOO_LARGE));
    else if (!arrival.grew(gathering.add(chunk))) end(() => arrival.unwanted());
  });
  meant.once("end", () => end(() => arrival.whole(gathering.whole())));
  incoming.once("close", () => {
    if (!incoming.complete) end(() => undefined);
  });
}
