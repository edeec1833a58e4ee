import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "./e2e/server.ts";

/**
 * Packs the package as it is published, out of a copy: tests run side by side, and each would write the same `dist/`.
 * Answers the path of the tarball, in a new folder.
 */
export function pack(): string {
  const packed = mkdtempSync(join(tmpdir(), "imlc-packed-"));
  const copy = join(packed, "copy");
  for (const name of readdirSync(root)) {
    if (!left.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true, filter: isKept });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  npm(copy, "run", "--silent", "prepack");
  npm(copy, "pack", "--silent", "--pack-destination", packed);
  rmSync(copy, { recursive: true });
  const [tarball = ""] = readdirSync(packed);
  return join(packed, tarball);
}

/** Leaves out the scripts that npm runs before others: they install, and here that would be into the checkout. */
function npm(folder: string, ...args: readonly string[]): void {
  const env = { ...process.env, npm_config_ignore_scripts: "true" };
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: folder, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")}\n${stdout}${stderr}`);
}

/** A build of the site, which may go on beside, writes files into its folder, and takes them away again. */
function isKept(path: string): boolean {
  return basename(path) !== ".vitepress";
}

/** What is no source of the package. */
const left: ReadonlySet<string> = new Set([".git", ".imlc", ".stryker-tmp", "dist", "node_modules", "reports", "test"]);
