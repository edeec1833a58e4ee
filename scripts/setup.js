// Runs under whatever Node the machine has (20 is enough): installs what package-lock.json says, once per lock file.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".imlc-installed");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : undefined;

if (installed !== lock) {
  console.error("imlc: installing what package-lock.json lists, Node 24 among it (once; about half a minute) …");
  // What a registry fails to send once, it mostly sends when it is asked again; what came is not fetched again.
  if (!install() && !install()) {
    console.error("imlc: `npm ci` failed; what it printed is above. Nothing was started.");
    process.exit(1);
  }
  writeFileSync(stamp, lock);
  console.error("imlc: installed.");
}

/** Answers whether all is there. */
function install() {
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  return spawnSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2] }).status === 0;
}
