import { toText } from "../../language/conversions.ts";
import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { RequestSpec } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { formatForm } from "../form.ts";
import { headersOf } from "../headers.ts";
import type { OutgoingRequest } from "../http/send.ts";

/** The HTTP request that a manifest's request comes to. Throws a `RuntimeError` for one that cannot be sent. */
export function requestOf(spec: RequestSpec): OutgoingRequest {
  const method = methodOf(spec.method);
  const safe = method === "GET" || method === "HEAD";
  const { type, body } = safe ? NO_BODY : bodyOf(spec.type, spec.body);
  const defaults = { "user-agent": "imlc", ...(body === undefined ? {} : { "content-type": type }) };
  return {
    method,
    url: urlOf(spec.url, spec.qs),
    headers: { ...defaults, ...headersOf(spec.headers) },
    body,
    timeout: timeoutOf(spec.timeout),
    redirects: safe ? MAX_REDIRECTS : 0,
  };
}

/** As Make does: what changes something is not sent on to another place. */
const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT = 40_000;
const MAX_TIMEOUT = 300_000;
const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
const NO_BODY = { type: "", body: undefined };

function methodOf(declared: Value): string {
  const method = declared === undefined || declared === null ? "GET" : toText(declared).toUpperCase();
  if (METHODS.has(method)) return method;
  throw new RuntimeError(
    "request-method",
    500,
    "The method of a request is GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS.",
  );
}

function urlOf(declared: Value, query: Value): string {
  const url = URL.parse(toText(declared));
  if (url === null) throw new RuntimeError("request-url", 500, "The `url` of the request is not an absolute URL.");
  if (query === undefined || query === null) return url.href;
  if (!isCollection(query)) throw new RuntimeError("request-qs", 500, "`qs` must be a collection.");
  const added = formatForm(query);
  if (added !== "") url.search = url.search === "" ? added : `${url.search}&${added}`;
  return url.href;
}

function bodyOf(declared: Value, body: Value): { readonly type: string; readonly body: string | undefined } {
  if (body === undefined) return NO_BODY;
  const type = declared === undefined || declared === null ? "json" : toText(declared).toLowerCase();
  switch (type) {
    case "json":
      return { type: "application/json", body: toJson(body) };
    case "urlencoded":
      return { type: "application/x-www-form-urlencoded", body: isCollection(body) ? formatForm(body) : toText(body) };
    case "text":
    case "string":
    case "raw":
      return { type: "text/plain; charset=utf-8", body: toText(body) };
    default:
      throw new RuntimeError("request-type", 500, "The type of a request is json, urlencoded or text.");
  }
}

function timeoutOf(declared: Value): number {
  const milliseconds = typeof declared === "string" ? Number(declared) : declared;
  return typeof milliseconds === "number" && milliseconds >= 1 ? Math.min(milliseconds, MAX_TIMEOUT) : DEFAULT_TIMEOUT;
}
