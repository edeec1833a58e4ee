import { open } from "../../language/read.ts";
import type { Everywhere, RequestScope } from "../../language/scopes.ts";
import type { WebhookModule } from "../contract.ts";
import { parseForm } from "../form.ts";
import type { RawRequest } from "../http/message.ts";
import type { Decoded } from "./body.ts";

/**
 * When a request came in, under which id, and what its secrets make of it: what an evaluation may know besides the request, so that it can be repeated.
 *
 * @example
 * import type { Instant } from "imlc/runtime";
 *
 * export const thisMoment = (): Instant => ({ now: Date.now(), executionId: crypto.randomUUID() });
 */
export interface Instant {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly executionId: string;
  /** What the service wants to be answered to its handshake, which only its secret can tell. */
  readonly challenge?: string;
}

/** What the templates of the request stage read. */
export function requestScope(
  module: WebhookModule,
  { method, url, headers }: RawRequest,
  { body, rawBody }: Decoded,
  { now, executionId, challenge }: Instant,
): RequestScope {
  return {
    body: open(body),
    headers,
    query: queryOf(url),
    method,
    rawBody,
    signature: { challenge },
    now: new Date(now),
    executionId,
    environment: environmentOf(module),
  };
}

/** The `query` of a URL, which may be without its origin. */
export function queryOf(url: string): RequestScope["query"] {
  const at = url.indexOf("?");
  return open(at === -1 ? {} : parseForm(url.slice(at + 1)));
}

/** The `environment` of a webhook's templates. */
export function environmentOf({ timezone = "UTC" }: WebhookModule): Everywhere["environment"] {
  return { timezone };
}
