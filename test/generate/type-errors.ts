import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** What `tsc` says of some files; nothing if they are well typed. Its configuration is written into `folder`. */
export function typeErrors(folder: string, files: readonly string[]): string {
  const config = join(folder, "tsconfig.json");
  const compilerOptions = { rootDir: root, typeRoots: [join(root, "node_modules/@types")] };
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, include: [], exclude: [], files }),
  );
  try {
    return execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", config], { encoding: "utf8" });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  }
}
