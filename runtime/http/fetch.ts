import { MAX_BODY } from "../receive/limits.ts";
import type { RawRequest, Reply } from "./message.ts";
import { readUpTo } from "./read.ts";

/** Serves the same function of requests to hosts that speak `Request` and `Response`. */
export function toFetch(
  handle: (request: RawRequest) => Promise<Reply>,
  maxBody: number = MAX_BODY,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = request.body === null ? new Uint8Array() : await readUpTo(request.body, maxBody);
    if (body === undefined) return Response.json(TOO_LARGE, { status: 413 });
    const { pathname, search } = new URL(request.url);
    const reply = await handle({
      method: request.method,
      url: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      body,
    });
    const { status, headers } = reply;
    return new Response(reply.body === "" || request.method === "HEAD" ? null : reply.body, {
      status,
      headers: { ...headers },
    });
  };
}

const TOO_LARGE = { error: { code: "body-too-large", message: "The body is larger than this server takes." } };
