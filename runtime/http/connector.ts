import { buildConnector } from "undici";
import type { Address, Guard } from "./guard.ts";
import { type Proxies, proxyFor } from "./proxy.ts";
import { openTunnel } from "./tunnel.ts";

/**
 * Connects to checked addresses only, in turn, by way of a proxy where there is one; TLS still asks for the name, and
 * trusts the certificates of `ca` (PEM) in place of the system's, if there are any.
 */
export function guardedConnector(guard: Guard, proxies: Proxies, ca?: string): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, ...(ca === undefined ? {} : { ca }) });
  return (options, callback) => {
    const port = Number(options.port || (options.protocol === "https:" ? 443 : 80));
    const proxy = proxyFor(proxies, options.protocol, options.hostname.toLowerCase(), port);
    const connectTo = ({ address }: Address, done: buildConnector.Callback): void => {
      const direct = { ...options, hostname: address };
      if (proxy === undefined) {
        connect(direct, done);
        return;
      }
      openTunnel(proxy, address, port).then(
        (socket) => {
          if (options.protocol === "https:") connect({ ...direct, httpSocket: socket }, done);
          else done(null, socket);
        },
        (error: Error) => done(error, null),
      );
    };
    const tryEach = ([address, ...rest]: readonly Address[]): void => {
      if (address === undefined) return;
      connectTo(address, (...result) => {
        if (result[0] === null || rest.length === 0) callback(...result);
        else tryEach(rest);
      });
    };
    guard.addresses(options.hostname, port).then(tryEach, (error: Error) => callback(error, null));
  };
}
