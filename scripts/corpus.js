// Runs the corpus test over a folder of other people's apps: `npm run test:corpus -- DIR`.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder, ...more] = process.argv.slice(2);

if (folder === undefined || more.length > 0 || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error("Usage: npm run test:corpus -- DIR, where DIR is a folder with Make apps.");
  process.exit(2);
}

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", "vitest.corpus.config.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, IMLC_CORPUS: resolve(folder) },
});
process.exit(status ?? 1);
