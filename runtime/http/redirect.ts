import { type IncomingAnswer, SendError } from "./send.ts";
import { outgoingUrl } from "./url.ts";

/** One request of a chain of redirects. */
export interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/**
 * The request that a redirecting answer asks for; undefined if it asks for none. Methods change as RFC 9110 §15.4 allows
 * and browsers do. Another origin gets neither a body nor any header but the plain ones: what is a credential is not told
 * by a header's name.
 */
export function nextHop(hop: Hop, answer: Pick<IncomingAnswer, "status" | "headers">): Hop | undefined {
  const location = answer.headers.location;
  if (!REDIRECTS.has(answer.status) || location === undefined) return undefined;
  const url = outgoingUrl(URL.parse(location, hop.url)?.href ?? location);
  const sameOrigin = url.origin === hop.url.origin;
  const headers = sameOrigin ? hop.headers : only(hop.headers, (name) => PLAIN_HEADERS.has(name));
  if (becomesGet(hop.method, answer.status)) {
    return { method: "GET", url, headers: only(headers, (name) => !name.startsWith("content-")), body: undefined };
  }
  if (!sameOrigin && hop.body !== undefined) {
    throw new SendError(
      "redirect-refused",
      `${hop.url.hostname} redirects a request with a body to ${url.hostname}; bodies are not sent on to another origin.`,
    );
  }
  return { method: hop.method, url, headers, body: hop.body };
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PLAIN_HEADERS: ReadonlySet<string> = new Set(["accept", "accept-language", "user-agent"]);

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== "HEAD";
  return (status === 301 || status === 302) && method === "POST";
}

function only(
  headers: Readonly<Record<string, string>>,
  keep: (name: string) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => keep(name.toLowerCase())));
}
