import { Command } from "commander";
import type { Run } from "./run.ts";
import { needed } from "./values.ts";

/** `imlc build`. */
export function buildCommand(run: Run): Command {
  return new Command("build")
    .description("Compile manifests to TypeScript modules, one per manifest and an index per app.")
    .argument("<paths...>", "folders, searched for manifests")
    .option("--out <folder>", "where the modules go (needed); files that would not change are left alone")
    .option("--verify", "type-check the modules under `strict` after writing them", false)
    .addHelpText("after", "\nExample:\n  imlc build my-app --out src/generated --verify")
    .action((paths: string[], options) =>
      run(async (io) => {
        const { build } = await import("../build.ts");
        return build({ paths, ...options, out: needed(options.out, "--out FOLDER") }, io);
      }),
    );
}
