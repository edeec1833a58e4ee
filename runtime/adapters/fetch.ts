import { RuntimeError } from "../errors.ts";
import { codingsOf, withoutCodings } from "../http/codings.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import { readUpTo } from "../http/read.ts";
import { NOT_INFLATABLE, TOO_LARGE } from "../http/refusals.ts";
import { MAX_BODY } from "../receive/limits.ts";
import { refusal } from "../receive/reply.ts";
import type { Receiver } from "../receiver/receiver.ts";
import { CONSUMED } from "./consumed.ts";

/**
 * A function from `Request` to `Response` for a receiver, or for a consumer of deliveries: for Hono, Next.js, Bun, Deno and
 * Workers. Of compressed bodies it reads those that every such host can uncompress: gzip and deflate. `maxBody` is in bytes.
 *
 * @example
 * import { toFetch } from "imlc/fetch";
 * import { createReceiver } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * const receiver = createReceiver(app.webhooks, { onItem: ({ output }) => console.log(output.title) });
 * export default { fetch: toFetch(receiver) };
 */
export function toFetch({ fetch }: Receiver, maxBody: number = MAX_BODY): (request: Request) => Promise<Response> {
  return async (request) => {
    const raw = await rawRequest(request, maxBody);
    const { status, headers, body } = "status" in raw ? raw : await fetch(raw);
    return new Response(body === "" || request.method === "HEAD" ? null : body, { status, headers: { ...headers } });
  };
}

/** The request with its whole body, or why it is refused. */
async function rawRequest(request: Request, maxBody: number): Promise<RawRequest | Reply> {
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  const about = { method: request.method, url: `${pathname}${search}` };
  if (request.bodyUsed) return refusal(CONSUMED);
  if (request.body === null) return { ...about, headers, body: new Uint8Array() };
  try {
    const codings = codingsOf(headers["content-encoding"], CODINGS);
    const meant = codings.reduce((stream, coding) => stream.pipeThrough(inflater(coding)), request.body);
    const body = await readUpTo(meant, maxBody);
    if (body === undefined) return TOO_LARGE;
    return { ...about, headers: codings.length === 0 ? headers : withoutCodings(headers), body };
  } catch (error) {
    return error instanceof RuntimeError ? refusal(error) : NOT_INFLATABLE;
  }
}

const CODINGS: ReadonlySet<"gzip" | "x-gzip" | "deflate"> = new Set(["gzip", "x-gzip", "deflate"]);

function inflater(coding: "gzip" | "x-gzip" | "deflate"): DecompressionStream {
  return new DecompressionStream(coding === "deflate" ? "deflate" : "gzip");
}
