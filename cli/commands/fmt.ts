import { Command } from "commander";
import type { Run } from "./run.ts";
import { pathsArgument, stdinFilename } from "./values.ts";

/** `imlc fmt`. */
export function fmtCommand(run: Run): Command {
  return new Command("fmt")
    .description("Write the expressions of manifests in the one canonical way; all else stays as it is, byte for byte.")
    .addArgument(pathsArgument("folders, searched for manifests, or single files; `-` formats standard input"))
    .option("--check", "change nothing; list the files that would change, and exit 3 if there are any", false)
    .option("--diff", "change nothing; print what would change", false)
    .addOption(stdinFilename())
    .addHelpText(
      "after",
      "\nExamples:\n  imlc fmt my-app\n  imlc fmt --check --diff\n  imlc fmt - < webhook.iml.json > formatted.iml.json",
    )
    .action((paths: string[], options) =>
      run(async (io) => {
        const { fmt } = await import("../fmt.ts");
        return fmt({ paths, ...options }, io);
      }),
    );
}
