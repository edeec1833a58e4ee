import { Argument, Command } from "commander";
import type { Run } from "./run.ts";
import { serverEnvironment, serverUrlOption, storeOption } from "./server.ts";
import { answerFormat, pathsArgument } from "./values.ts";

/** `imlc why`. */
export function whyCommand(run: Run): Command {
  return new Command("why")
    .description("Tell what a running server made of a request, step by step, and why something did not arrive.")
    .addArgument(new Argument("<id>", "of a request, an item, a delivery, a dead letter or an unowned item"))
    .addArgument(pathsArgument("where the manifests are, of which the lines are shown that decided"))
    .addOption(serverUrlOption())
    .addOption(storeOption())
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        "The request is evaluated once more, with the manifests that are served now; nothing is stored or sent.",
        "",
        ...serverEnvironment,
        "",
        "Example:",
        "  imlc why 019ac2b5-7c1e-7d21-9a4e-1f2a3b4c5d6e my-app",
      ].join("\n"),
    )
    .action((id: string, paths: string[], options) =>
      run(async (io) => {
        const { why } = await import("../why.ts");
        return why({ id, paths, ...options }, io);
      }),
    );
}
