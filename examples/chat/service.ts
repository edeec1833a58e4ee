/**
 * Plays the two sides that the chat example talks to, so that it can be tried without a network: the chat service
 * (accounts and webhook registration) and the programs of two of its users (inboxes). Nothing is checked but the token.
 *
 *     GET    /api/me              who a bearer token belongs to
 *     POST   /api/webhook         registers a webhook, answers its id
 *     DELETE /api/webhook/{id}    forgets it
 *     GET    /api/webhook         the webhooks that are registered now
 *     POST   /inbox/{name}        takes a delivery
 *     GET    /inbox/{name}        what has been delivered so far, in order
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";

/** What an inbox took: the id by which repeats can be told, and the bundle. */
export interface Arrival {
  readonly id: string;
  readonly bundle: unknown;
}

const accounts: Readonly<Record<string, { id: number; fullName: string; email: string }>> = {
  "ada-token": { id: 7, fullName: "Ada Lovelace", email: "ada@example.com" },
  "ben-token": { id: 9, fullName: "Ben Franklin", email: "ben@example.com" },
};

/** A server that is not listening yet; `say` gets one line for each thing that happens. */
export function createService(say: (line: string) => void): Server {
  const hooks = new Map<string, string>();
  const inboxes = new Map<string, Arrival[]>();
  let nextHook = 1;

  const answers: Readonly<Record<string, (request: IncomingMessage, name: string, body: string) => [number, unknown]>> =
    {
      "GET /api/me": (request) => {
        const user = accounts[(request.headers.authorization ?? "").replace("Bearer ", "")];
        return user ? [200, { ok: true, user }] : [401, { ok: false, error: "unknown token" }];
      },
      "POST /api/webhook": (_request, _name, body) => {
        const id = `hook-${nextHook++}`;
        const { url } = JSON.parse(body) as { url: string };
        hooks.set(id, url);
        say(`attach: ${url} is registered as ${id}`);
        return [201, { id }];
      },
      "GET /api/webhook": () => [200, Object.fromEntries(hooks)],
      "DELETE /api/webhook/": (_request, id) => {
        const known = hooks.delete(id);
        say(`detach: ${id} is ${known ? "forgotten" : "not known"}`);
        return known ? [204, undefined] : [404, { error: "no such webhook" }];
      },
      "POST /inbox/": (request, name, body) => {
        const arrival = { id: String(request.headers["webhook-id"]), bundle: JSON.parse(body) as unknown };
        inboxes.set(name, [...(inboxes.get(name) ?? []), arrival]);
        say(`inbox of ${name}: ${body}`);
        return [204, undefined];
      },
      "GET /inbox/": (_request, name) => [200, inboxes.get(name) ?? []],
    };

  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, route = "", name = ""] =
      /^(\/api\/me|\/api\/webhook$|\/api\/webhook\/|\/inbox\/)(.*)$/.exec(request.url ?? "") ?? [];
    const answer = answers[`${request.method} ${route}`];
    const [status, body] = answer
      ? answer(request, name, Buffer.concat(chunks).toString())
      : [404, { error: "no such page" }];
    reply(response, status, body);
  });
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const port = 4010;
  createService((line) => console.log(line)).listen(port, "127.0.0.1", () => {
    console.log(`The chat service and the inboxes of its users are at http://127.0.0.1:${port}`);
  });
}
