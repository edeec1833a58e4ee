import { RuntimeError } from "./errors.ts";
import type { RawRequest, Reply } from "./http/message.ts";
import { refusal } from "./receive/reply.ts";

/** A file of a page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** The files of a page by their paths below it; the page itself is `index.html`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Where the inspector is. */
export const INSPECTOR_PATH = "/inspector/";

/** Whether a path leads to the inspector, or would with the `/` at its end. */
export function isOfInspector(path: string): boolean {
  return path.startsWith(INSPECTOR_PATH) || `${path}/` === INSPECTOR_PATH;
}

/** The page that looks into a server through its admin API. Nothing of the server is in it, so that it needs no token. */
export function inspectorPage(files: PageFiles, path: string, { method }: Pick<RawRequest, "method">): Reply {
  if (method !== "GET" && method !== "HEAD") {
    const allow = "GET, HEAD";
    return refusal(new RuntimeError("method-not-allowed", 405, `This address takes ${allow}.`), { allow });
  }
  if (!path.startsWith(INSPECTOR_PATH)) return { status: 308, headers: { location: INSPECTOR_PATH }, body: "" };
  const name = path.slice(INSPECTOR_PATH.length);
  const file = files.get(name === "" ? "index.html" : name);
  if (file === undefined) throw new RuntimeError("not-found", 404, "The inspector has no such file.");
  return { status: 200, headers: { "content-type": file.type, ...GUARDS }, body: file.text };
}

/**
 * The reply of a webhook, as one of the same origin: a page that a manifest answers with may run nothing there, for it could
 * read the token of an inspector that was open in the same tab before.
 */
export function besideInspector(reply: Reply): Reply {
  const { "content-type": type = "" } = reply.headers;
  if (!/html|xml|svg/i.test(type)) return reply;
  return { ...reply, headers: { ...reply.headers, "content-security-policy": "sandbox" } };
}

/** Whatever a page might be made to show, it runs its own scripts only, and tells nobody but its own server. */
const GUARDS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
} as const;
