import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Io } from "../../cli/io.ts";
import { main } from "../../cli/main.ts";

/** The folder of the project. */
export const root = new URL("../..", import.meta.url).pathname;

/** A folder with the given files, deleted by nobody: it lies in the machine's temporary folder. */
export function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), "imlc-cli-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** Runs a command line; answers what it printed and its exit code. */
export async function run(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly stdin?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly color?: boolean;
    readonly isTerminal?: boolean;
  } = {},
) {
  let out = "";
  let err = "";
  const io: Io = {
    cwd: options.cwd ?? root,
    env: options.env ?? {},
    color: options.color ?? false,
    isTerminal: options.isTerminal ?? false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: () => Promise.resolve(options.stdin ?? ""),
    interrupted: () => Promise.resolve(),
  };
  const code = await main(args, io);
  return { code, out, err };
}
