import { open } from "../../language/read.ts";
import type { Everywhere, RequestScope } from "../../language/scopes.ts";
import type { WebhookModule } from "../contract.ts";
import { parseForm } from "../form.ts";
import type { RawRequest } from "../http/message.ts";
import type { Decoded } from "./body.ts";

/** When a request came in and under which id: what an evaluation may know besides the request, so that it can be repeated. */
export interface Instant {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly executionId: string;
}

/** What the templates of the request stage read. */
export function requestScope(
  module: WebhookModule,
  { method, url, headers }: RawRequest,
  { body, rawBody }: Decoded,
  { now, executionId }: Instant,
): RequestScope {
  const queryAt = url.indexOf("?");
  return {
    body: open(body),
    headers,
    query: open(queryAt === -1 ? {} : parseForm(url.slice(queryAt + 1))),
    method,
    rawBody,
    now: new Date(now),
    executionId,
    environment: environmentOf(module),
  };
}

/** The `environment` of a webhook's templates. */
export function environmentOf({ timezone = "UTC" }: WebhookModule): Everywhere["environment"] {
  return { timezone };
}
