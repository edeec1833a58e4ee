import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { pageFilesIn } from "../../cli/pages.ts";
import { answering } from "../../cli/playground.ts";

/** The playground, served to this machine. */
export interface PlaygroundServer {
  /** An address that leads, once, to the page with a fragment; some systems hand no long address to a browser. */
  addressOf(fragment: string): string;
  close(): void;
}

/** Serves the built playground that lies in a folder, on a free port. */
export async function servePlayground(folder: string): Promise<PlaygroundServer> {
  const answer = answering(pageFilesIn(folder));
  const fragments = new Map<string, string>();
  const server = createServer((request, response) => {
    const fragment = fragments.get(request.url ?? "");
    if (fragment === undefined) answer(request, response);
    else {
      fragments.delete(request.url ?? "");
      response.writeHead(302, { location: `/#${fragment}`, "cache-control": "no-store" }).end();
    }
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    addressOf: (fragment) => {
      const path = `/${randomUUID()}`;
      fragments.set(path, fragment);
      return `http://127.0.0.1:${port}${path}`;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
