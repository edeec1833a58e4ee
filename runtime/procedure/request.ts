import { toText } from "../../language/conversions.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { RequestSpec } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { formatForm } from "../form.ts";
import { headersOf } from "../headers.ts";
import type { OutgoingRequest } from "../http/send.ts";
import { bodyOf } from "./body.ts";
import { numberOf } from "./number.ts";

/** The HTTP request that a manifest's request comes to. Throws a `RuntimeError` for one that cannot be sent. */
export function requestOf(spec: RequestSpec): OutgoingRequest {
  const method = methodOf(spec.method);
  const safe = method === "GET" || method === "HEAD";
  const written = safe ? undefined : bodyOf(spec.type, spec.body);
  const contentType = written && { "content-type": written.type };
  return {
    method,
    url: urlOf(spec.url, spec.qs),
    headers: {
      "user-agent": "imlc",
      ...contentType,
      ...headersOf(spec.headers),
      // Nobody but its writer knows the boundary of a body of several parts.
      ...(written?.isMultipart ? contentType : {}),
    },
    body: written?.body,
    timeout: timeoutOf(spec.timeout),
    redirects: isFollowed(spec, safe) ? MAX_REDIRECTS : 0,
    ...caOf(spec.ca),
  };
}

const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT = 40_000;
const MAX_TIMEOUT = 300_000;
const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

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

function timeoutOf(declared: Value): number {
  const milliseconds = numberOf(declared);
  return milliseconds !== undefined && milliseconds >= 1 ? Math.min(milliseconds, MAX_TIMEOUT) : DEFAULT_TIMEOUT;
}

/** What changes something is not sent on to another place unless the manifest says so. */
function isFollowed({ followRedirect, followRedirects, followAllRedirects }: RequestSpec, safe: boolean): boolean {
  if ([followRedirect, followRedirects].some((each) => toText(each) === "false")) return false;
  return safe || toText(followAllRedirects) === "true";
}

function caOf(declared: Value): Pick<OutgoingRequest, "ca"> {
  const ca = toText(declared);
  if (ca === "") return {};
  if (ca.includes("-----BEGIN CERTIFICATE-----")) return { ca };
  throw new RuntimeError("request-ca", 500, "`ca` must be one or more certificates in PEM format.");
}
