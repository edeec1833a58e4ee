import { resolve } from "node:path";
import { filesOnDisk, writeIfChanged } from "./files.ts";
import { exit, type Io } from "./io.ts";
import { referencePages } from "./reference/pages.ts";

export interface ReferenceOptions {
  readonly out: string;
  readonly check: boolean;
}

/** Writes the pages of the reference into a folder, or lists those in it that are not current. */
export async function reference({ out, check }: ReferenceOptions, io: Io): Promise<number> {
  const files = filesOnDisk(resolve(io.cwd, out));
  const stale = [...(await referencePages())].filter(([name, text]) => files.read(name) !== text);
  for (const [name, text] of stale) {
    if (!check) writeIfChanged(resolve(io.cwd, out, name), text);
    io.out(`${name} ${check ? "is not current" : "written"}\n`);
  }
  return check && stale.length > 0 ? exit.changes : exit.ok;
}
