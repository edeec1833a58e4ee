import type { IncomingMessage } from "node:http";
import { RuntimeError } from "../errors.ts";
import type { RawRequest } from "./message.ts";

/** A request whose body is still to come. */
export type Head = Omit<RawRequest, "body">;

/** What a request says before its body. Throws a `RuntimeError` (400, 501) where two readers could differ on what it says. */
export function headOf(incoming: IncomingMessage & { readonly originalUrl?: string }): Head {
  const headers = headersOf(incoming.rawHeaders);
  const transfer = headers["transfer-encoding"];
  if (transfer !== undefined && (transfer.toLowerCase() !== "chunked" || incoming.httpVersion === "1.0")) {
    const message = "The only transfer-encoding that is read is `chunked`, and that of HTTP/1.1.";
    throw new RuntimeError("transfer-encoding", 501, message);
  }
  // Frameworks cut off of `url` what they have routed by, and keep the whole of it beside.
  const { method = "GET", url = "/", originalUrl = url } = incoming;
  return { method, url: originForm(originalUrl), headers };
}

/** Node keeps the first of some headers that are repeated and drops the others; nothing is to be lost unseen. */
function headersOf(raw: readonly string[]): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]?.toLowerCase() ?? "";
    const value = raw[i + 1] ?? "";
    const before = headers.get(name);
    if (before !== undefined && ONCE.has(name)) {
      throw new RuntimeError("header-repeated", 400, `The request has more than one header \`${name}\`.`);
    }
    headers.set(name, before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`);
  }
  return Object.fromEntries(headers);
}

/** What says how a request is read, and who sends it: two of them, and each reader may believe another. */
const ONCE: ReadonlySet<string> = new Set([
  "authorization",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "proxy-authorization",
  "transfer-encoding",
]);

/** Path and query as written, also where a client names the whole URL as if to a proxy (RFC 9112 §3.2.2). */
function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, "");
  return rest === target || rest.startsWith("/") ? target.slice(target.length - rest.length) : `/${rest}`;
}
