import { Command } from "commander";
import type { Run } from "./run.ts";
import { needed } from "./values.ts";

/** `imlc reference`. */
export function referenceCommand(run: Run): Command {
  return new Command("reference")
    .description(
      "Write the pages of the reference: functions, directives, diagnostics, commands, settings, HTTP API and others.",
    )
    .option("--out <folder>", "where the pages go (needed); those that would not change are left alone")
    .option("--check", "change nothing; list the pages that would change, and exit 3 if there are any", false)
    .addHelpText("after", "\nExample:\n  imlc reference --out docs --check")
    .action((options) =>
      run(async (io) => {
        const { reference } = await import("../reference.ts");
        return reference({ ...options, out: needed(options.out, "--out FOLDER") }, io);
      }),
    );
}
