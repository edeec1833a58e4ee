import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { type ServerOptions, serveClient } from "./server.ts";

/** Serves the client at the other end of two streams; the process ends with the connection. */
export function serveStreams(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  options: ServerOptions,
): void {
  serveClient(createConnection(ProposedFeatures.all, input, output), options);
}
