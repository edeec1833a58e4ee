import { Command } from "commander";
import { formats } from "../report/formats.ts";
import type { Run } from "./run.ts";
import { choice, count, pathsArgument, stdinFilename } from "./values.ts";

/** `imlc check`. */
export function checkCommand(run: Run): Command {
  return new Command("check")
    .description("Report what is wrong with manifests, with the place, the reason and a suggestion.")
    .addArgument(
      pathsArgument("folders, searched for manifests, or single manifests; `-` reads one from standard input"),
    )
    .addOption(choice("--format <format>", "how to print (default: pretty; github in its actions)", formats))
    .option("--fix", "make the fixes that leave no doubt", false)
    .option("--fix-unsafe", "make all fixes, also those that are guesses", false)
    .option("--dry-run", "show what `--fix` would change as a patch, and change nothing", false)
    .option("--max-warnings <number>", "exit 0 if there are no more warnings than that, and no errors", count, 0)
    .option("--baseline <file>", "do not report the findings that this file holds")
    .option("--update-baseline", "write what is found to the baseline", false)
    .option("--watch", "check again whenever something changes, until Ctrl+C", false)
    .addOption(stdinFilename())
    .addHelpText(
      "after",
      [
        "",
        "A finding is silenced by a comment above its line, with a reason:",
        "  // imlc-ignore missing-operator: The service documents it like this.",
        "",
        "Examples:",
        "  imlc check my-app",
        "  imlc check my-app --fix --dry-run",
        "  imlc check my-app --format sarif > findings.sarif",
        "  imlc check --baseline known.json --update-baseline",
        "  imlc check - < webhook.iml.json",
      ].join("\n"),
    )
    .action((paths: string[], options) =>
      run(async (io) => {
        const { check } = await import("../check.ts");
        return check({ paths, ...options }, io);
      }),
    );
}
