/**
 * A request as it was sent, before anything is read into it. Only its content codings are undone: `content-encoding` and
 * the `content-length` of the compressed form are gone, and the bytes that are kept and signed over are the inflated ones.
 *
 * @example
 * import type { RawRequest } from "imlc/runtime";
 *
 * export const request: RawRequest = {
 *   method: "POST",
 *   url: "/hooks/shop/webhook?source=test",
 *   headers: { "content-type": "application/json" },
 *   body: new TextEncoder().encode('{"shop": 7}'),
 * };
 */
export interface RawRequest {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  /** Names in lower case; several headers of one name joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * An answer that any HTTP server can send as it is. Framing (`content-length` and the like) is the server's.
 *
 * @example
 * import type { Reply } from "imlc/runtime";
 *
 * export const pong: Reply = { status: 200, headers: { "content-type": "text/plain" }, body: "pong" };
 */
export interface Reply {
  /** 200–599. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: no body. */
  readonly body: string;
  /** What is sent bit by bit instead of a body, in the admin API alone. */
  readonly stream?: AsyncIterable<string>;
}
