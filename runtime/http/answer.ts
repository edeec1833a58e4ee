import type { IncomingMessage, ServerResponse } from "node:http";
import { RuntimeError } from "../errors.ts";
import { MAX_BODY } from "../receive/limits.ts";
import { refusal } from "../receive/reply.ts";
import { type Arrival, readBody } from "./body.ts";
import { codingsOf, withoutCodings } from "./codings.ts";
import { type Head, headOf } from "./head.ts";
import { codings } from "./inflate.ts";
import type { RawRequest, Reply } from "./message.ts";
import { OVERLOADED, TOO_LARGE } from "./refusals.ts";
import { writeStream } from "./stream.ts";

export type Handle = (request: RawRequest) => Promise<Reply>;

export interface AnswerOptions {
  readonly limits?: Partial<ServerLimits>;
  /** Whether a request would be turned away for now, so that its body need not be read. */
  readonly isBehind?: (head: Head) => boolean;
}

/**
 * How much a server takes on at once, and how long it waits.
 *
 * @example
 * import type { ServerLimits } from "imlc/runtime/node";
 *
 * export const limits: Partial<ServerLimits> = { body: 1_000_000, arrival: 5_000 };
 */
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

/** What answers the requests of a server of Node, and holds their senders to the limits. */
export interface Answering {
  /** `body`: what is meant by a body that was read already, by somebody else; absent: it is still to come. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse, body?: Uint8Array): void;
  /** How many requests were turned away because too much was in work. */
  turnedAway(): number;
}

export function createAnswering(handle: Handle, { limits, isBehind = () => false }: AnswerOptions): Answering {
  const load: Load = { requests: 0, pending: 0, turnedAway: 0 };
  const work: Work = { handle, isBehind, bounds: boundsOf(limits), load };
  return {
    turnedAway: () => load.turnedAway,
    answer: (incoming, outgoing, body) => answer(incoming, outgoing, body, work),
  };
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
export function boundsOf(limits: Partial<ServerLimits> = {}): ServerLimits {
  const { body = DEFAULT_LIMITS.body, pending = Math.max(DEFAULT_LIMITS.pending, 4 * body) } = limits;
  return { ...DEFAULT_LIMITS, ...limits, body, pending };
}

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

function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  known: Uint8Array | undefined,
  { handle, isBehind, bounds, load }: Work,
): void {
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
  const arrival: Arrival = {
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
          if (reply.stream !== undefined) {
            writeStream(outgoing, reply, reply.stream);
            return;
          }
          if (outgoing.destroyed) return;
          // Counted until it is taken, as its request is.
          held += reply.body.length;
          load.pending += reply.body.length;
          write(outgoing, reply, bounds.arrival);
        },
        () => write(outgoing, FAILED, bounds.arrival),
      );
    },
  };
  if (known === undefined) readBody(incoming, taken.codings, bounds.body, arrival);
  else if (known.length > bounds.body) turnAway(TOO_LARGE);
  else if (!arrival.grew(known.length)) arrival.unwanted();
  else arrival.whole(known);
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
