import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../e2e/server.ts";

/** Builds the site into a new folder; answers its path. */
export async function buildSite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-docs-"));
  const vitepress = join(root, "node_modules/vitepress/bin/vitepress.js");
  await promisify(execFile)(process.execPath, [vitepress, "build", "docs", "--outDir", folder], { cwd: root });
  return folder;
}

/** A server of the files of a folder, and of nothing else. */
export function serveFolder(folder: string): Server {
  return createServer(({ url = "/" }, response) => {
    const path = decodeURIComponent(url.replace(/[?#].*/, "").replace(/\/$/, "/index.html"));
    const file = join(folder, path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" }).end(readFileSync(file));
  });
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
};
