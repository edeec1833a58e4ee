import { Argument, Command } from "commander";
import type { Run } from "./run.ts";
import { serverEnvironment, serverUrlOption, storeOption } from "./server.ts";
import { answerFormat } from "./values.ts";

/** `imlc reconcile`. */
export function reconcileCommand(run: Run): Command {
  return new Command("reconcile")
    .description("Compare the subscriptions of a running server with the hooks that the service says it has.")
    .addArgument(new Argument("<webhook>", "APP/WEBHOOK; its imlc.json must have a `listing`"))
    .option("--fix", "attach what is missing, and detach what no subscription has")
    .addOption(serverUrlOption())
    .addOption(storeOption())
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        ...serverEnvironment,
        "",
        "Example:",
        "  imlc reconcile chat/events --url https://hooks.example.com --fix",
      ].join("\n"),
    )
    .action((webhook: string, options) =>
      run(async (io) => {
        const { reconcile } = await import("../reconcile.ts");
        return reconcile({ webhook, ...options }, io);
      }),
    );
}
