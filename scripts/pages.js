// Builds the inspector, which `imlc serve` shows, unless it was built after the last change of its sources.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, "web/dist/inspector/index.html");
const sources = ["web/inspector", "web/shared"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, String(name))),
);
const changed = Math.max(...sources.map((path) => statSync(path).mtimeMs));

if (!existsSync(built) || statSync(built).mtimeMs < changed) {
  const node = join(root, "node_modules/.bin/node");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const { status } = spawnSync(node, [vite, "build", "web/inspector", "--logLevel", "warn"], {
    cwd: root,
    stdio: [0, 2, 2],
  });
  // The server has everything but this page without it.
  if (status !== 0) console.error("imlc: the inspector could not be built; what was printed is above.");
}
