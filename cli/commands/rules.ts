import { Command } from "commander";
import type { Run } from "./run.ts";
import { answerFormat } from "./values.ts";

/** `imlc rules`. */
export function rulesCommand(run: Run): Command {
  return new Command("rules")
    .description("List everything that `check` finds, by code, with its severity and whether it has a fix.")
    .addOption(answerFormat())
    .addHelpText("after", "\nExamples:\n  imlc rules\n  imlc rules --format json > rules.json")
    .action((options) =>
      run(async (io) => {
        const { rules } = await import("../rules.ts");
        return rules(options, io);
      }),
    );
}
