import { createServer, type RequestListener, type Server } from "node:http";
import type { PageFiles } from "../runtime/inspector.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { pageFiles } from "./pages.ts";

export interface PlaygroundOptions {
  readonly port: number;
}

/** Serves the playground to this machine until it is interrupted. */
export async function playground({ port }: PlaygroundOptions, io: Io): Promise<number> {
  const files = pageFiles("playground");
  if (files === undefined)
    throw new Misuse("the playground is not built in this checkout: run `npm run web:build` first.");
  const server = createServer(answering(files));
  const used = await listening(server, port);
  io.out(`The playground is at http://127.0.0.1:${used}/ until you press Ctrl+C.\n`);
  await io.interrupted();
  server.close();
  server.closeAllConnections();
  return exit.ok;
}

/** Answers requests for the files of the playground. */
export function answering(files: PageFiles): RequestListener {
  return ({ url = "/" }, response) => {
    const path = url.replace(/[?#].*/, "").slice(1);
    const file = files.get(path === "" ? "index.html" : path);
    if (file === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("The playground has no such file.\n");
      return;
    }
    response.writeHead(200, { "content-type": file.type, ...GUARDS }).end(file.text);
  };
}

/** The page asks nobody but this server for anything. What it compiles is loaded from `data:` addresses. */
const GUARDS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "img-src data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
} as const;

/** The port that is listened on; one that is taken is a misuse. */
function listening(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === "EADDRINUSE" || error.code === "EACCES";
    reject(
      isTaken ? new Misuse(`the port ${port} cannot be had; name another by --port, or 0 for a free one.`) : error,
    );
  });
  server.listen(port, "127.0.0.1", () => {
    const address = server.address();
    resolve(typeof address === "object" && address ? address.port : port);
  });
  return promise;
}
