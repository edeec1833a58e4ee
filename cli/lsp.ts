import { serveStreams } from "../editor/lsp/main.ts";
import { filesOnDisk } from "./files.ts";
import { type Io, Misuse } from "./io.ts";
import { recordedAt } from "./recorded.ts";
import { version } from "./version.ts";

/** Serves the editor at the other end of standard input and output; the process ends when it says so. */
export async function lsp(io: Io): Promise<number> {
  const { streams } = io;
  if (!streams) throw new Misuse("`imlc lsp` is started by an editor.");
  const docs = import.meta.resolve("imlc/package.json").replace(/package\.json$/, "docs/diagnostics.md");
  serveStreams(streams.input, streams.output, {
    filesIn: filesOnDisk,
    docs,
    recordedAt: (server) => recordedAt(server, io),
    version: version(),
  });
  return new Promise(() => {});
}
