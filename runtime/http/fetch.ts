import { RuntimeError } from "../errors.ts";
import { MAX_BODY } from "../receive/limits.ts";
import { refusal } from "../receive/reply.ts";
import { codingsOf, withoutCodings } from "./codings.ts";
import type { RawRequest, Reply } from "./message.ts";
import { readUpTo } from "./read.ts";
import { NOT_INFLATABLE, TOO_LARGE } from "./refusals.ts";

/**
 * Serves the same function of requests to hosts that speak `Request` and `Response`. Of compressed bodies it reads those
 * that every such host can uncompress: gzip and deflate.
 */
export function toFetch(
  handle: (request: RawRequest) => Promise<Reply>,
  maxBody: number = MAX_BODY,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const raw = await rawRequest(request, maxBody);
    const { status, headers, body } = "status" in raw ? raw : await handle(raw);
    return new Response(body === "" || request.method === "HEAD" ? null : body, { status, headers: { ...headers } });
  };
}

/** The request with its whole body, or why it is refused. */
async function rawRequest(request: Request, maxBody: number): Promise<RawRequest | Reply> {
  const { pathname, search } = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  const about = { method: request.method, url: `${pathname}${search}` };
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
