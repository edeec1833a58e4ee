import { RuntimeError } from "../errors.ts";
import type { RawRequest } from "../http/message.ts";

/** Rejects a request that may not use the admin API. */
export type Authorize = (request: RawRequest) => Promise<void>;

/**
 * With a token: the request must carry it as `authorization: Bearer TOKEN`, compared in constant time. Without one: it
 * must be addressed to this machine by name and not come from another site's page, so that neither a tunnel nor a
 * browser opens what was meant for the developer.
 */
export function createAuthorize(token: string | undefined): Authorize {
  if (token === undefined) return requireLocal;
  const expected = digest(`Bearer ${token}`);
  return async ({ headers }) => {
    const given = (headers.authorization ?? "").replace(SCHEME, "Bearer ");
    if (equal(await expected, await digest(given))) return;
    throw new RuntimeError("unauthorized", 401, "The admin API needs the header `authorization: Bearer TOKEN`.");
  };
}

/** Its case does not matter, and spaces follow: RFC 9110 §11.1 and §11.4. */
const SCHEME = /^bearer +/i;

async function requireLocal({ headers }: RawRequest): Promise<void> {
  const host = headers.host ?? "";
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  const origin = headers.origin;
  if (local && (origin === undefined || origin === `http://${host}`)) return;
  throw new RuntimeError("admin-token-needed", 403, "Without an admin token the admin API answers this machine only.");
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** Digests have one length, and every byte is looked at. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}
