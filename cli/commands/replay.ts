import { Argument, Command } from "commander";
import type { Run } from "./run.ts";
import { serverEnvironment, serverUrlOption, storeOption } from "./server.ts";
import { answerFormat } from "./values.ts";

/** `imlc replay`. */
export function replayCommand(run: Run): Command {
  return new Command("replay")
    .description("Have a running server evaluate a kept request again, and take its items as those of a new request.")
    .addArgument(new Argument("<id>", "of a request, or of an item, a delivery or a dead letter that came of it"))
    .option(
      "--from-dead",
      "evaluate nothing, and put the dead delivery of that id back into its lane, at its old place",
    )
    .addOption(serverUrlOption())
    .addOption(storeOption())
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        "The manifests are those that are served now. Items whose dedupe keys are known are not taken again.",
        "A kept request is sent nowhere else, for it may hold credentials; `imlc send` sends one from a file.",
        "",
        ...serverEnvironment,
        "",
        "Example:",
        "  imlc replay 019ac2b5-7c1e-7d21-9a4e-1f2a3b4c5d6e",
      ].join("\n"),
    )
    .action((id: string, options) =>
      run(async (io) => {
        const { replay } = await import("../replay.ts");
        return replay({ id, ...options }, io);
      }),
    );
}
