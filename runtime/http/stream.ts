import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import type { Reply } from "./message.ts";

/** Sends an answer bit by bit, as fast as it is taken; a client that goes away ends what it is made of. */
export function writeStream(outgoing: ServerResponse, { status, headers }: Reply, stream: AsyncIterable<string>): void {
  outgoing.writeHead(status, headers);
  outgoing.flushHeaders();
  pipeline(Readable.from(stream), outgoing, () => undefined);
}
