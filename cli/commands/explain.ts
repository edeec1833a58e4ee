import { Command } from "commander";
import type { Run } from "./run.ts";

/** `imlc explain`. */
export function explainCommand(run: Run): Command {
  return new Command("explain")
    .description("Explain a diagnostic: what it means, what raises it and what does not, how it is fixed or silenced.")
    .argument("<code>", "a code that `check` has reported")
    .addHelpText("after", "\nExample:\n  imlc explain unknown-field")
    .action((code: string) =>
      run(async (io) => {
        const { explain } = await import("../explain.ts");
        return explain(code, io);
      }),
    );
}
