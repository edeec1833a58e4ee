import { type ClientRequest, request } from "node:http";
import { request as requestSecurely } from "node:https";
import type { Socket } from "node:net";
import { SendError } from "./send.ts";

/**
 * A connection to an address by way of a proxy (`CONNECT`, RFC 9110 §9.3.6). The proxy is told the address and never a
 * name: what it would find behind the name, nobody here has checked. Rejects with a `SendError` if it does not connect.
 */
export function openTunnel(proxy: URL, address: string, port: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const authority = `${address.includes(":") ? `[${address}]` : address}:${port}`;
  const asked = connectRequest(proxy, authority);
  const fail = (why: string): void => {
    asked.destroy();
    reject(new SendError("proxy-failed", `The proxy ${proxy.host} did not connect: ${why}.`));
  };
  asked.setTimeout(PATIENCE, () => fail(`there was no answer within ${PATIENCE} ms`));
  asked.once("error", (error) => fail("code" in error ? String(error.code) : "the connection to it failed"));
  asked.once("response", ({ statusCode }) => fail(`it answered ${statusCode}`));
  asked.once("connect", ({ statusCode }, socket: Socket, early: Buffer) => {
    if (statusCode === 200 && early.length === 0) return resolve(socket.setTimeout(0).removeAllListeners("timeout"));
    socket.destroy();
    // The server speaks second in HTTP and in TLS: bytes before our first are the proxy's, or an attack.
    fail(statusCode === 200 ? "it sent bytes that nobody asked for" : `it answered ${statusCode}`);
  });
  asked.end();
  return promise;
}

const PATIENCE = 10_000;

function connectRequest(proxy: URL, authority: string): ClientRequest {
  const { hostname, port, protocol, username, password } = proxy;
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  const options = {
    method: "CONNECT",
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port || (protocol === "https:" ? 443 : 80),
    path: authority,
    headers: { host: authority, ...(username !== "" && { "proxy-authorization": `Basic ${credentials}` }) },
    agent: false,
  } as const;
  return protocol === "https:" ? requestSecurely(options) : request(options);
}
