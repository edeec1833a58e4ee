import { Command } from "commander";
import { languages } from "../build/languages.ts";
import type { Run } from "./run.ts";
import { choice, neededPathsArgument } from "./values.ts";

/** `imlc build`. */
export function buildCommand(run: Run): Command {
  return new Command("build")
    .description("Compile manifests to modules, one per manifest and an index per app.")
    .addArgument(neededPathsArgument("folders, searched for manifests"))
    .option("--out <folder>", "where the modules go; what is left there of manifests that are gone is deleted")
    .addOption(
      choice("--format <format>", "TypeScript, or JavaScript with types and source maps", languages).default("ts"),
    )
    .option("--declarations", 'write the types of `import hook from "./webhook.iml.json"` beside each webhook', false)
    .option("--check", "change nothing; list the files that would change, and exit 3 if there are any", false)
    .option("--watch", "build again whenever something changes, until Ctrl+C", false)
    .option("--verify", "type-check the modules under `strict` after writing them", false)
    .addHelpText(
      "after",
      [
        "",
        "Files that would not change are left alone.",
        "",
        "Examples:",
        "  imlc build my-app --out src/generated --verify",
        "  imlc build my-app --out src/generated --check",
        "  imlc build my-app --out lib --format js --watch",
        "  imlc build my-app --declarations",
      ].join("\n"),
    )
    .action((paths: string[], options) =>
      run(async (io) => {
        const { build } = await import("../build.ts");
        return build({ paths, ...options }, io);
      }),
    );
}
