import { Command } from "commander";
import { shells } from "../completion/shells.ts";
import type { Run } from "./run.ts";

/** `imlc completion`. */
export function completionCommand(run: Run): Command {
  const command = new Command("completion");
  return command
    .description("Print a script that completes command lines of imlc in a shell.")
    .addArgument(command.createArgument("<shell>", "the shell that reads the script").choices(shells))
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  bash         imlc completion bash > ~/.local/share/bash-completion/completions/imlc",
        '  zsh          imlc completion zsh > "$fpath[1]/_imlc"',
        "  fish         imlc completion fish > ~/.config/fish/completions/imlc.fish",
        "  PowerShell   imlc completion powershell >> $PROFILE",
      ].join("\n"),
    )
    .action((shell, _options) =>
      run(async (io) => {
        const { completion } = await import("../completion/completion.ts");
        return completion(shell, io);
      }),
    );
}
