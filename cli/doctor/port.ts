import { createServer } from "node:net";
import type { Examined } from "./examined.ts";

/** Whether a server could listen on a port of an address. */
export async function examinePort(port: number, host: string): Promise<Examined> {
  const subject = "Port";
  const place = `port ${port} of ${host}`;
  const code = await failure(port, host);
  switch (code) {
    case undefined:
      return { subject, status: "ok", message: `Nobody listens on ${place}.` };
    case "EADDRINUSE":
      return {
        subject,
        status: "warning",
        message: `Something listens on ${place} already.`,
        advice: "If that is a server of imlc, all is well; else end it, or take another port by `--port`.",
      };
    case "EACCES":
      return {
        subject,
        status: "error",
        message: `This user may not listen on ${place}.`,
        advice: "Take a port above 1023 by `--port`.",
      };
    default:
      return {
        subject,
        status: "error",
        message: `Nobody can listen on ${place} (${code}).`,
        advice: "`--host` takes an address of this machine.",
      };
  }
}

/** The code of the error of listening; undefined if it works. */
function failure(port: number, host: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  return promise;
}
