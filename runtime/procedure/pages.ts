import { isCollection } from "../../language/kinds.ts";
import type { ReplyScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { ProcedureRequest, RequestSpec } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { limitOf } from "./output.ts";

/** A further page of an answer that is to be asked for. */
export interface Page {
  /** The first one has the number 1, and is none of these. */
  readonly number: number;
  readonly request: RequestSpec;
  /** What the request of the first page was. */
  readonly first: RequestSpec;
  /** What the pages before it have given. */
  readonly output: readonly Value[];
}

/** What is known when a page has come. */
export interface Paged {
  /** Undefined: it is the first one. */
  readonly page: Page | undefined;
  readonly sent: RequestSpec;
  /** What it and the pages before it have given. */
  readonly output: readonly Value[];
}

/**
 * The page that is asked for next: while `pagination.condition` is true, without one as long as pages give something; none
 * once `response.limit` is reached. A list that is cut off would pass for the whole, so that too many pages are an error.
 */
export function nextPage<S>(
  request: ProcedureRequest<S>,
  reply: ReplyScope & S,
  { page, sent, output }: Paged,
  at: { unit: string },
): Page | undefined {
  const { pagination } = request;
  if (pagination === undefined) return undefined;
  const number = (page?.number ?? 1) + 1;
  const scope = { ...reply, pagination: { page: number } };
  at.unit = "response.limit";
  if (output.length >= (limitOf(request, reply) ?? Number.POSITIVE_INFINITY)) return undefined;
  at.unit = "pagination.condition";
  const goesOn = pagination.condition?.(scope) ?? output.length > (page?.output.length ?? 0);
  if (!goesOn) return undefined;
  at.unit = "pagination";
  if (number > MOST) {
    throw new RuntimeError("too-many-pages", 502, `The service has more than ${MOST} pages; no more are asked for.`);
  }
  const first = page?.first ?? sent;
  const merge = pagination.mergeWithParent?.(scope) !== false;
  return { number, first, request: laidOver(first, pagination.request?.(scope) ?? {}, merge), output };
}

/** How many pages Make asks for. */
const MOST = 50;

/** What pagination gives wins; of the first request's headers and query, what has no other value stays if they are merged. */
function laidOver(first: RequestSpec, { url, method, qs, headers, body }: RequestSpec, merge: boolean): RequestSpec {
  if (!merge) return { ...first, url, method, qs, headers, body };
  return {
    ...first,
    url: url ?? first.url,
    method: method ?? first.method,
    qs: merged(first.qs, qs, (name) => name),
    headers: merged(first.headers, headers, (name) => name.toLowerCase()),
    body: body ?? first.body,
  };
}

function merged(below: Value, above: Value, key: (name: string) => string): Value {
  if (above === undefined) return below;
  if (!isCollection(below) || !isCollection(above)) return above;
  const names = new Set(Object.keys(above).map(key));
  return { ...Object.fromEntries(Object.entries(below).filter(([name]) => !names.has(key(name)))), ...above };
}
