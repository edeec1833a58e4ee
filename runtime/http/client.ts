import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, request } from "undici";
import { guardedConnector } from "./connector.ts";
import type { Guard } from "./guard.ts";
import type { Proxies } from "./proxy.ts";
import { readUpTo } from "./read.ts";
import { type Hop, nextHop } from "./redirect.ts";
import { type IncomingAnswer, type OutgoingRequest, type Send, SendError } from "./send.ts";
import { outgoingUrl } from "./url.ts";

export interface ClientOptions {
  readonly guard: Guard;
  /** Origin to origin: requests to the first connect to the second and carry the first's `host`. The guard sees the second. */
  readonly resolve?: Readonly<Record<string, string>>;
  /** Default: none. A proxy connects to addresses that the guard has let through, and learns no name. */
  readonly proxies?: Proxies;
  /** Bytes of an answer's body above which it is given up. */
  readonly maxAnswer?: number;
}

export interface Client {
  readonly send: Send;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** A client for requests whose addresses come from manifests and users: every connection of every hop passes the guard. */
export function createClient({
  guard,
  resolve = {},
  proxies = { direct: [] },
  maxAnswer = MAX_ANSWER_BYTES,
}: ClientOptions): Client {
  const agentOf = (ca?: string) => new Agent({ connect: guardedConnector(guard, proxies, ca), allowH2: false });
  const agent = agentOf();
  const origins = new Map(Object.entries(resolve).map(([from, to]) => [new URL(from).origin, new URL(to).origin]));
  return {
    async send(outgoing) {
      if (outgoing.ca === undefined) return exchange(outgoing, { agent, origins, maxAnswer });
      // Few services have certificates of their own, so that no connection to them is kept.
      const own = agentOf(outgoing.ca);
      return exchange(outgoing, { agent: own, origins, maxAnswer }).finally(() => own.destroy());
    },
    close: () => agent.destroy(),
  };
}

const MAX_ANSWER_BYTES = 5_000_000;

interface Wire {
  readonly agent: Agent;
  readonly origins: ReadonlyMap<string, string>;
  readonly maxAnswer: number;
}

async function exchange(outgoing: OutgoingRequest, wire: Wire): Promise<IncomingAnswer> {
  const signal = AbortSignal.timeout(outgoing.timeout);
  let hop: Hop = {
    method: outgoing.method,
    url: outgoingUrl(outgoing.url),
    headers: outgoing.headers,
    body: outgoing.body,
  };
  const late = aborted(signal);
  for (let left = outgoing.redirects; ; left -= 1) {
    const answer = await once(hop, { signal, late, timeout: outgoing.timeout }, wire);
    const next = outgoing.redirects === 0 ? undefined : nextHop(hop, answer);
    if (next === undefined) return answer;
    if (left === 0)
      throw new SendError("too-many-redirects", `${hop.url.hostname} redirects more than ${outgoing.redirects} times.`);
    hop = next;
  }
}

interface Time {
  readonly signal: AbortSignal;
  /** Rejects when the time is up. */
  readonly late: Promise<never>;
  /** Milliseconds, to be told. */
  readonly timeout: number;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function once(hop: Hop, { signal, late, timeout }: Time, wire: Wire): Promise<IncomingAnswer> {
  const origin = wire.origins.get(hop.url.origin) ?? hop.url.origin;
  try {
    const answered = request(`${origin}${hop.url.pathname}${hop.url.search}`, {
      dispatcher: wire.agent,
      method: hop.method,
      headers: { ...hop.headers, "accept-encoding": "identity", host: hop.url.host },
      body: hop.body ?? null,
      signal,
    });
    // A request that still waits for its connection does not hear of the signal.
    const { statusCode, headers, body } = await Promise.race([answered, late]);
    const answer = { status: statusCode, headers: joined(headers) };
    const whole = await readUpTo(decoded(body, answer.headers["content-encoding"], hop.url.hostname), wire.maxAnswer);
    if (whole !== undefined) return { ...answer, body: whole };
    throw new SendError("answer-too-large", `${hop.url.hostname} answered more than ${wire.maxAnswer} bytes.`);
  } catch (error) {
    throw sendError(error, hop.url.hostname, signal, timeout);
  }
}

/** The bytes that were meant. No encoding is asked for; some servers use one nevertheless. */
function decoded(body: Readable, encoding: string | undefined, hostname: string): Readable {
  if (encoding === undefined || encoding === "" || encoding === "identity") return body;
  const decoder = DECODERS.get(encoding.toLowerCase())?.();
  // A body that fails while nobody reads it is an unheard error, which ends the process.
  if (decoder !== undefined) return pipeline(body, decoder, () => undefined);
  body.once("error", () => undefined).destroy();
  throw new SendError("answer-encoding", `${hostname} answered in an encoding that is not known here.`);
}

const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** The errors of sockets and parsers can quote what was sent; only their codes go on. */
function sendError(error: unknown, hostname: string, signal: AbortSignal, timeout: number): SendError {
  if (error instanceof SendError) return error;
  if (signal.aborted) return new SendError("timeout", `${hostname} did not answer within ${timeout} ms.`);
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  return new SendError("connection-failed", `The connection to ${hostname} failed${code}.`);
}

function joined(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), typeof value === "string" ? value : value.join(", ")] as const],
  );
  return Object.fromEntries(entries);
}
