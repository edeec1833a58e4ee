import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { MAX_BODY } from "../receive/limits.ts";
import { drainable } from "./drain.ts";
import type { RawRequest, Reply } from "./message.ts";

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly limits?: Partial<ServerLimits>;
}

export interface ServerLimits {
  /** Bytes of one body. */
  readonly body: number;
  /** Bytes of all headers of one request. */
  readonly headers: number;
  /** Milliseconds in which headers and body must have come. */
  readonly arrival: number;
  /** Requests in work above which new ones are turned away. */
  readonly requests: number;
  /** Bytes of bodies in work above which new ones are turned away. */
  readonly pending: number;
  /** Milliseconds for which a server that closes waits for answers. */
  readonly drain: number;
}

export interface Listening {
  readonly port: number;
  /** Takes no more connections and resolves when every request in work is answered. */
  close(): Promise<void>;
}

export type Handle = (request: RawRequest) => Promise<Reply>;

/** Serves a function of requests over HTTP/1.1 and holds its clients to the limits. */
export async function listen(handle: Handle, { host, port, limits }: ListenOptions): Promise<Listening> {
  const bounds: ServerLimits = { ...DEFAULT_LIMITS, ...limits };
  const load: Load = { requests: 0, pending: 0 };
  const server = createServer(
    {
      maxHeaderSize: bounds.headers,
      headersTimeout: bounds.arrival,
      requestTimeout: bounds.arrival,
      connectionsCheckingInterval: Math.min(1000, bounds.arrival),
      keepAliveTimeout: 65_000,
    },
    (incoming, outgoing) => {
      if (load.requests >= bounds.requests || load.pending >= bounds.pending) turnAway(outgoing, OVERLOADED);
      else answer(incoming, outgoing, { handle, bounds, load });
    },
  );
  const drain = drainable(server, bounds.drain);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return { port: portOf(server) ?? port, close: drain };
}

/** 16 KB of headers, 10 s to arrive; the rest keeps the process below a few hundred megabytes. */
const DEFAULT_LIMITS: ServerLimits = {
  body: MAX_BODY,
  headers: 16_384,
  arrival: 10_000,
  requests: 4096,
  pending: 128_000_000,
  drain: 4000,
};

interface Load {
  requests: number;
  pending: number;
}

interface Work {
  readonly handle: Handle;
  readonly bounds: ServerLimits;
  readonly load: Load;
}

function answer(incoming: IncomingMessage, outgoing: ServerResponse, { handle, bounds, load }: Work): void {
  let held = 0;
  load.requests += 1;
  outgoing.once("close", () => {
    load.requests -= 1;
    load.pending -= held;
  });
  if (Number(incoming.headers["content-length"] ?? 0) > bounds.body) {
    turnAway(outgoing, TOO_LARGE);
    return;
  }
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => {
    if (outgoing.headersSent) return;
    held += chunk.length;
    load.pending += chunk.length;
    if (held <= bounds.body) chunks.push(chunk);
    else turnAway(outgoing, TOO_LARGE);
  });
  incoming.once("end", () => {
    if (outgoing.headersSent) return;
    handle(rawRequest(incoming, whole(chunks))).then(
      (reply) => write(outgoing, reply),
      () => write(outgoing, FAILED),
    );
  });
  incoming.once("error", () => outgoing.destroy());
}

const OVERLOADED = refusal(503, "overloaded", "Too many requests are in work; send it again.", { "retry-after": "1" });
const TOO_LARGE = refusal(413, "body-too-large", "The body is larger than this server takes.");
const FAILED = refusal(500, "internal", "The request failed inside the server.");

function refusal(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}

/** Answers without reading the rest; the connection ends, for where the next request begins on it is not known. */
function turnAway(outgoing: ServerResponse, reply: Reply): void {
  write(outgoing, { ...reply, headers: { ...reply.headers, connection: "close" } });
}

function write(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  if (status === 204 || status === 304) outgoing.writeHead(status, headers).end();
  else outgoing.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) }).end(body);
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}

function rawRequest(incoming: IncomingMessage, body: Uint8Array): RawRequest {
  const headers: Record<string, string> = {};
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  return { method: incoming.method ?? "GET", url: originForm(incoming.url ?? "/"), headers, body };
}

/** Path and query, also where a client names the whole URL as if to a proxy (RFC 9112 §3.2.2). */
function originForm(target: string): string {
  if (target.startsWith("/")) return target;
  const url = URL.parse(target);
  return url === null ? target : `${url.pathname}${url.search}`;
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}
