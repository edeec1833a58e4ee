import { toJson } from "../../language/json.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { RequestSpec } from "../contract.ts";
import type { Failure } from "../engine/engine.ts";
import { parseForm } from "../form.ts";
import type { IncomingAnswer, OutgoingRequest } from "../http/send.ts";
import type { LogFields } from "../log.ts";

/** What has happened so far of one call. */
export interface Exchange {
  spec?: RequestSpec;
  request?: OutgoingRequest;
  answer?: IncomingAnswer;
  body?: Value;
}

/** A call in the shape that the paths of `log.sanitize` speak of. */
export interface ExchangeRecord {
  readonly request?: {
    readonly method: string;
    /** Without its query, which is in `qs`. */
    readonly url: string;
    readonly qs: Collection;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly response?: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly failure?: Failure;
}

/** The whole of a call, secrets included: to be sanitized before it goes anywhere. */
export function exchangeRecord(
  { spec, request, answer, body }: Exchange,
  failure: Failure | undefined,
): ExchangeRecord {
  return {
    request: request && requestRecord(request, spec?.body),
    response: answer && { statusCode: answer.status, headers: answer.headers, body: plain(body) },
    failure,
  };
}

/** What of a sanitized call a log gets: headers, query and bodies only if the manifest's author has said what is secret in them. */
export function loggable({ request, response, failure }: ExchangeRecord, detailed: boolean): LogFields {
  if (detailed) {
    return {
      request: request && { ...request, body: shortened(request.body) },
      response: response && { ...response, body: shortened(response.body) },
      failure,
    };
  }
  return {
    request: request && { method: request.method, url: request.url },
    response: response && { statusCode: response.statusCode },
    failure,
  };
}

const LONGEST_LOGGED_BODY = 4096;

function requestRecord({ method, url, headers }: OutgoingRequest, body: Value): ExchangeRecord["request"] {
  const { origin, pathname, search } = new URL(url);
  return { method, url: `${origin}${pathname}`, qs: parseForm(search.slice(1)), headers, body: plain(body) };
}

function plain(value: Value): unknown {
  return value === undefined ? undefined : JSON.parse(toJson(value));
}

function shortened(body: unknown): unknown {
  const length = JSON.stringify(body)?.length ?? 0;
  return length > LONGEST_LOGGED_BODY ? `[${length} characters]` : body;
}
