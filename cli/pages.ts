import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { PageFiles } from "../runtime/inspector.ts";

/** The files of a built page, which lie in the package as they are; undefined if it was not built. */
export function pageFiles(name: "inspector" | "playground"): PageFiles | undefined {
  const folder = fileURLToPath(new URL(`web/dist/${name}/`, import.meta.resolve("imlc/package.json")));
  return existsSync(join(folder, "index.html")) ? pageFilesIn(folder) : undefined;
}

/** The files of the page that was built into a folder. */
export function pageFilesIn(folder: string): PageFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const type = types[extname(path)] ?? "text/plain; charset=utf-8";
      return [relative(folder, path).split(sep).join("/"), { type, text: readFileSync(path, "utf8") }] as const;
    }),
  );
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};
