import { RuntimeError } from "../errors.ts";

/**
 * The proxies of an operator, and which hosts are reached without them.
 *
 * @example
 * import type { Proxies } from "imlc/runtime/node";
 *
 * export const proxies: Proxies = {
 *   https: new URL("http://proxy.example.com:3128"),
 *   direct: ["localhost", "example.org"],
 * };
 */
export interface Proxies {
  /** For `http:` URLs. */
  readonly http?: URL;
  /** For `https:` URLs. */
  readonly https?: URL;
  /** `*`, or hosts that are reached directly, with all below them; each may end with a port. */
  readonly direct: readonly string[];
}

/**
 * The proxies that the variables `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name, of which those in lower case win; as most
 * programs read them. Throws a `RuntimeError` for a proxy that is not spoken to over `http:` or `https:`.
 *
 * @example
 * import { proxiesFrom } from "imlc/runtime/node";
 *
 * export const proxies = proxiesFrom((name) => process.env[name]);
 */
export function proxiesFrom(environment: (name: string) => string | undefined): Proxies {
  const read = (name: string): string | undefined => environment(name.toLowerCase()) || environment(name) || undefined;
  return {
    http: proxyUrl("HTTP_PROXY", read("HTTP_PROXY")),
    https: proxyUrl("HTTPS_PROXY", read("HTTPS_PROXY")),
    direct: (read("NO_PROXY") ?? "")
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((host) => host !== ""),
  };
}

/** The proxy by which a host is to be reached; undefined: directly. `hostname` as a URL has it, in lower case. */
export function proxyFor(
  { http, https, direct }: Proxies,
  protocol: string,
  hostname: string,
  port: number,
): URL | undefined {
  const proxy = protocol === "https:" ? https : http;
  return direct.some((entry) => covers(entry, hostname, port)) ? undefined : proxy;
}

function proxyUrl(name: string, text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text.includes("://") ? text : `http://${text}`);
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  const message = `The variable ${name} must name a proxy as http://HOST:PORT or https://HOST:PORT.`;
  throw new RuntimeError("proxy-url", 500, message);
}

/** `example.com`, `.example.com` and `*.example.com` mean the same: the host and what is below it. */
function covers(entry: string, hostname: string, port: number): boolean {
  if (entry === "*") return true;
  const [, name = "", only] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, "")) ?? [];
  const isPort = only === undefined || Number(only) === port;
  return isPort && (hostname === name || hostname.endsWith(`.${name}`));
}
