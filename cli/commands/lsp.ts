import { Command } from "commander";
import type { Run } from "./run.ts";

/** `imlc lsp`. */
export function lspCommand(run: Run): Command {
  return new Command("lsp")
    .description("Serve an editor: findings, completion and all else of the Language Server Protocol.")
    .option("--stdio", "talk over standard input and output, which is also what it does without", true)
    .addHelpText(
      "after",
      "\nAn editor starts it; docs/editors.md has the settings of several.\n\nExample:\n  imlc lsp --stdio",
    )
    .action(() =>
      run(async (io) => {
        const { lsp } = await import("../lsp.ts");
        return lsp(io);
      }),
    );
}
