import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { forbiddenRange } from "./ranges.ts";
import { SendError } from "./send.ts";

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Answers the addresses of a host name; the machine's resolver unless a test brings its own. */
export type ResolveHost = (hostname: string) => Promise<readonly Address[]>;

/** Decides where outgoing requests may go. */
export interface Guard {
  /** The addresses to connect to, every one of them checked; rejects if any is not public and the host is not allowed. */
  addresses(hostname: string, port: number): Promise<readonly Address[]>;
}

/** A guard that lets through public addresses, and the hosts (`HOST` or `HOST:PORT`) that were allowed by name. */
export function createGuard(allowHosts: readonly string[], resolveHost: ResolveHost = resolveAll): Guard {
  const allowed = new Set(allowHosts.map(canonicalHost));
  return {
    async addresses(hostname, port) {
      const host = canonicalHost(hostname);
      const addresses = await addressesOf(host, resolveHost);
      if (allowed.has(host) || allowed.has(`${host}:${port}`)) return addresses;
      for (const { address } of addresses) {
        const range = forbiddenRange(address);
        if (range !== undefined) throw refused(host, range);
      }
      return addresses;
    },
  };
}

function refused(host: string, range: string): SendError {
  return new SendError(
    "address-refused",
    `${host} is or resolves to an address that is not public (${range}). If that is intended, allow the host by \`--allow-host\`, or by \`allowHosts\` where a program starts the server.`,
  );
}

async function addressesOf(host: string, resolveHost: ResolveHost): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family === 4 || family === 6) return [{ address: host, family }];
  const addresses = await resolveHost(host).catch(() => []);
  if (addresses.length > 0) return addresses;
  throw new SendError(
    "connection-failed",
    `The name ${host} has no address: DNS knows none. Look whether it is spelled right, and whether this machine can ask DNS.`,
  );
}

async function resolveAll(hostname: string): Promise<readonly Address[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

/** Lower case, without the brackets of an IPv6 literal and without the dot that ends an absolute name. */
function canonicalHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]/, "$1")
    .replace(/\.(?=$|:\d+$)/, "");
}
