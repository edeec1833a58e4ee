import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { RuntimeError } from "../errors.ts";
import { MAX_BODY } from "../receive/limits.ts";
import { refusal } from "../receive/reply.ts";
import { readBody } from "./body.ts";
import { codingsOf, withoutCodings } from "./codings.ts";
import { drainable } from "./drain.ts";
import { type Head, headOf } from "./head.ts";
import { codings } from "./inflate.ts";
import type { RawRequest, Reply } from "./message.ts";
import { OVERLOADED, TOO_LARGE } from "./refusals.ts";

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly limits?: Partial<ServerLimits>;
  /** Whether a request would be turned away for now, so that its body need not be read. */
  readonly isBehind?: (head: Head) => boolean;
}

export interface ServerLimits {
  /** Bytes of one body, uncompressed. */
  readonly body: number;
  /** Bytes of all headers of one request. */
  readonly headers: number;
  /** Milliseconds in which headers and body must have come, and in which an answer must be taken. */
  readonly arrival: number;
  /** Requests in work above which new ones are turned away; one that is still arriving is not in work. */
  readonly requests: number;
  /** Bytes of bodies and answers in work above which new requests are turned away. */
  readonly pending: number;
  /** Milliseconds for which a server that closes waits for answers. */
  readonly drain: number;
}

export interface Listening {
  readonly port: number;
  /** How many requests were turned away because too much was in work. */
  turnedAway(): number;
  /** Takes no more connections and resolves when every request in work is answered. */
  close(): Promise<void>;
}

export type Handle = (request: RawRequest) => Promise<Reply>;

/** Serves a function of requests over HTTP/1.1 and holds its clients to the limits. */
export async function listen(
  handle: Handle,
  { host, port, limits, isBehind = () => false }: ListenOptions,
): Promise<Listening> {
  const bounds = boundsOf(limits ?? {});
  const load: Load = { requests: 0, pending: 0, turnedAway: 0 };
  const server = createServer(
    {
      maxHeaderSize: bounds.headers,
      headersTimeout: bounds.arrival,
      requestTimeout: bounds.arrival,
      connectionsCheckingInterval: Math.min(1000, bounds.arrival),
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => {
      answer(incoming, outgoing, { handle, isBehind, bounds, load });
    },
  );
  const drain = drainable(server, bounds.drain);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
  return { port: portOf(server) ?? port, turnedAway: () => load.turnedAway, close: drain };
}

/**
 * 16 KB of headers, 10 s to arrive. With 32 MB of bodies, thousands of connections, and what is on its way into the store,
 * the process stays below 512 MB.
 */
const DEFAULT_LIMITS: ServerLimits = {
  body: MAX_BODY,
  headers: 16_384,
  arrival: 10_000,
  requests: 4096,
  pending: 32_000_000,
  drain: 4000,
};

/** Who allows large bodies has room for some of them. */
function boundsOf(limits: Partial<ServerLimits>): ServerLimits {
  const { body = DEFAULT_LIMITS.body, pending = Math.max(DEFAULT_LIMITS.pending, 4 * body) } = limits;
  return { ...DEFAULT_LIMITS, ...limits, body, pending };
}

/**
 * Connections that the system keeps until they are accepted. Those that come above it are not refused, but try again after
 * a second, and then ever later; most systems allow 4096 at most.
 */
const BACKLOG = 4096;

interface Load {
  requests: number;
  pending: number;
  turnedAway: number;
}

interface Work {
  readonly handle: Handle;
  readonly isBehind: (head: Head) => boolean;
  readonly bounds: ServerLimits;
  readonly load: Load;
}

function answer(incoming: IncomingMessage, outgoing: ServerResponse, { handle, isBehind, bounds, load }: Work): void {
  const turnAway = (reply: Reply) => write(outgoing, lastReply(reply), bounds.arrival);
  const overloaded = (): void => {
    load.turnedAway += 1;
    write(outgoing, OVERLOADED, bounds.arrival);
  };
  const taken = orRefusal(() => takenOf(incoming, bounds.body));
  if ("status" in taken) {
    turnAway(taken);
    return;
  }
  if (load.requests >= bounds.requests || load.pending >= bounds.pending || isBehind(taken.head)) {
    // The body is let through unread: where it is cut off, many clients do not see the answer.
    incoming.resume();
    overloaded();
    return;
  }
  let held = 0;
  let inWork = 0;
  outgoing.once("close", () => {
    load.requests -= inWork;
    load.pending -= held;
  });
  incoming.once("error", () => outgoing.destroy());
  readBody(incoming, taken.codings, bounds.body, {
    grew(bytes) {
      held += bytes;
      load.pending += bytes;
      return load.pending <= bounds.pending;
    },
    refused: turnAway,
    unwanted: overloaded,
    whole(body) {
      if (load.requests >= bounds.requests) {
        overloaded();
        return;
      }
      inWork = 1;
      load.requests += 1;
      handle({ ...taken.head, body }).then(
        (reply) => {
          if (outgoing.destroyed) return;
          // Counted until it is taken, as its request is.
          held += reply.body.length;
          load.pending += reply.body.length;
          write(outgoing, reply, bounds.arrival);
        },
        () => write(outgoing, FAILED, bounds.arrival),
      );
    },
  });
}

/** What is known of a request before its body is there. Throws a `RuntimeError` for one that is not read. */
function takenOf(incoming: IncomingMessage, limit: number) {
  const head = headOf(incoming);
  if (Number(head.headers["content-length"] ?? 0) > limit) return TOO_LARGE;
  const undone = codingsOf(head.headers["content-encoding"], codings);
  return { codings: undone, head: undone.length === 0 ? head : { ...head, headers: withoutCodings(head.headers) } };
}

function orRefusal<T>(work: () => T): T | Reply {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuntimeError) return refusal(error);
    throw error;
  }
}

const FAILED = refusal(new RuntimeError("internal", 500, "The request failed inside the server."));

/** An answer that does not wait for the rest of its request: the connection ends, for where the next one begins on it is not known. */
function lastReply(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, connection: "close" } };
}

function write(outgoing: ServerResponse, { status, headers, body }: Reply, patience: number): void {
  if (status === 204 || status === 304) outgoing.writeHead(status, headers).end();
  else outgoing.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) }).end(body);
  const { socket } = outgoing;
  if (socket === null || socket.writableLength === 0) return;
  // Who does not take an answer holds what it was made of.
  const timer = setTimeout(() => socket.destroy(), patience);
  outgoing.once("close", () => clearTimeout(timer));
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}
