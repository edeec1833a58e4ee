import { isUtf8 } from "node:buffer";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Files } from "../../compiler/index.ts";
import { noText, textsOnDisk } from "../files.ts";
import { Misuse } from "../io.ts";

/** A folder of manifests, on the disk or in a commit. */
export interface Folder {
  readonly path: string;
  readonly files: Files;
}

/** What `FOLDER` or `COMMIT:FOLDER` names, the second as git has it. */
export function folderAt(named: string, cwd: string): Folder {
  const disk = textsOnDisk(cwd);
  const [, commit, path] = /^([^:]{2,}):(.*)$/.exec(named) ?? [];
  if (commit === undefined || path === undefined || existsSync(resolve(cwd, named)))
    return { path: named, files: disk };
  if (git(cwd, "rev-parse", "--verify", "--quiet", `${commit}^{commit}`) === undefined)
    throw new Misuse(`there is no commit ${commit} here.`);
  const object = (below: string): string => `${commit}:./${below}`;
  const read = (below: string): string | undefined => {
    const bytes = git(cwd, "cat-file", "blob", object(below));
    if (bytes !== undefined && !isUtf8(bytes)) throw new Misuse(noText(`${commit}:${below}`));
    return bytes?.toString();
  };
  const list = (below: string): readonly string[] | undefined =>
    git(cwd, "ls-tree", "-z", object(below === "." ? "" : below))
      ?.toString()
      .split("\0")
      .filter((entry) => entry !== "")
      .map((entry) => `${entry.slice(entry.indexOf("\t") + 1)}${/^\d+ tree /.test(entry) ? "/" : ""}`);
  return { path: path === "" ? "." : path, files: { ...disk, read, list } };
}

/** What git prints; undefined if it refuses. */
function git(cwd: string, ...args: readonly string[]): Buffer | undefined {
  try {
    return execFileSync("git", args, {
      cwd,
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 2 ** 26,
    });
  } catch {
    return undefined;
  }
}
