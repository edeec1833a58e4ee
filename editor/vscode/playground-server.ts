import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { pageFilesIn } from "../../cli/pages.ts";
import { answering } from "../../cli/playground.ts";
import { givenFragment, givenPath } from "../../web/playground/given.ts";
import type { Playground } from "../../web/playground/playground.ts";

/** The playground, served to this machine. */
export interface PlaygroundServer {
  /** The address of the page with a playground in it, or as it begins. The playground may bring code; only the page gets it. */
  addressOf(playground: Playground | undefined): string;
  close(): void;
}

/** Serves the built playground that lies in a folder, on a free port. */
export async function servePlayground(folder: string): Promise<PlaygroundServer> {
  const answer = answering(pageFilesIn(folder));
  const given = new Map<string, Playground>();
  const server = createServer((request, response) => {
    const playground = given.get(request.url ?? "");
    if (playground === undefined) answer(request, response);
    else {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
      response.end(JSON.stringify(playground));
    }
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    addressOf: (playground) => {
      const page = `http://127.0.0.1:${port}/`;
      if (playground === undefined) return page;
      const id = randomUUID();
      given.set(`/${givenPath(id)}`, playground);
      return `${page}#${givenFragment(id)}`;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
