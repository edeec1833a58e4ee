import { filesOnDisk } from "../../cli/files.ts";
import { recordedAt } from "../../cli/recorded.ts";
import manifest from "../../package.json" with { type: "json" };
import { serveStreams } from "../lsp/main.ts";

// The server that comes with the extension: a process of its own, so that nothing it does holds up VS Code.
serveStreams(process.stdin, process.stdout, {
  filesIn: filesOnDisk,
  docs: undefined,
  recordedAt: (server) => recordedAt(server, { cwd: process.cwd(), env: process.env }),
  version: manifest.version,
});
