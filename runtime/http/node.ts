import { createServer, type Server } from "node:http";
import { type AnswerOptions, boundsOf, createAnswering, type Handle } from "./answer.ts";
import { drainable } from "./drain.ts";

export interface ListenOptions extends AnswerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface Listening {
  readonly port: number;
  /** How many requests were turned away because too much was in work. */
  turnedAway(): number;
  /** Takes no more connections and resolves when every request in work is answered. */
  close(): Promise<void>;
}

/** Serves a function of requests over HTTP/1.1 and holds its clients to the limits. */
export async function listen(handle: Handle, { host, port, limits, isBehind }: ListenOptions): Promise<Listening> {
  const bounds = boundsOf(limits);
  const { answer, turnedAway } = createAnswering(handle, { limits, isBehind });
  const server = createServer(
    {
      maxHeaderSize: bounds.headers,
      headersTimeout: bounds.arrival,
      requestTimeout: bounds.arrival,
      connectionsCheckingInterval: Math.min(1000, bounds.arrival),
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => answer(incoming, outgoing),
  );
  const drain = drainable(server, bounds.drain);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  return { port: portOf(server) ?? port, turnedAway, close: drain };
}

/**
 * Connections that the system keeps until they are accepted. Those that come above it are not refused, but try again after
 * a second, and then ever later; most systems allow 4096 at most.
 */
const BACKLOG = 4096;

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}
