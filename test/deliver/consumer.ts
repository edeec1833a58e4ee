import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";
import type { Send } from "../../runtime/http/send.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A consumer's server on this machine, which goes with the test. Answers its URL. */
export async function consumer(answer: (seen: Seen, response: ServerResponse) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    answer({ method: request.method, url: request.url, headers: request.headers, body: await text(request) }, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends to this machine, which the runtime's own client refuses. */
export const localSend: Send = async ({ method, url, headers, body, timeout }) => {
  const signal = AbortSignal.timeout(timeout);
  const sent = typeof body === "string" ? body : body && new Uint8Array(body);
  const answer = await fetch(url, { method, headers, body: sent, redirect: "manual", signal });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(await answer.arrayBuffer()),
  };
};
