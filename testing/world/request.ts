import { utf8Bytes } from "../../language/bytes.ts";
import { toJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import type { RawRequest } from "../../runtime/http/message.ts";

/**
 * A request to a shared URL, as a test writes it.
 *
 * @example
 * ```ts
 * import type { HookRequest } from "imlc/testing";
 *
 * export const order: HookRequest = { body: { shop: 7, title: "Two lamps" }, sign: "s3cret" };
 * ```
 */
export interface HookRequest {
  /** Default `POST`. */
  readonly method?: string | undefined;
  /** As it stands behind the `?`. */
  readonly query?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: Value;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string | Uint8Array | undefined;
  /** The secret with which it is signed, by the webhook's scheme. */
  readonly sign?: string | undefined;
}

/** The request as it comes to the path of a webhook. */
export function rawRequest(
  { method = "POST", query, headers = {}, body, rawBody }: HookRequest,
  path: string,
): RawRequest {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const type: Readonly<Record<string, string>> = body === undefined ? {} : { "content-type": "application/json" };
  return {
    method,
    url: query === undefined ? path : `${path}?${query}`,
    headers: { ...type, ...Object.fromEntries(named) },
    body: bytesOf(rawBody ?? (body === undefined ? "" : toJson(body))),
  };
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? new Uint8Array(utf8Bytes(body)) : body;
}
