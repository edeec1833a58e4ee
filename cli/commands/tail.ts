import { Command } from "commander";
import type { Run } from "./run.ts";
import { serverEnvironment, serverUrlOption, storeOption } from "./server.ts";
import { answerFormat } from "./values.ts";

/** `imlc tail`. */
export function tailCommand(run: Run): Command {
  return new Command("tail")
    .description("Follow what happens in a running server: requests, items, deliveries, and what goes wrong.")
    .option("--app <app>", "only what happens in this app")
    .option("--webhook <webhook>", "only what happens in webhooks of this name")
    .option("--uid <uid>", "only items with this uid")
    .option("--state <states>", "only these, separated by commas, such as unowned,failed,dead")
    .addOption(serverUrlOption())
    .addOption(storeOption())
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        "On a terminal, r replays the request of the last or chosen line, w tells why, the arrows choose, f filters,",
        "q quits. With --format json each line is one JSON object.",
        "",
        ...serverEnvironment,
        "",
        "Example:",
        "  imlc tail --app chat --state unowned,failed,dead",
      ].join("\n"),
    )
    .action((options) =>
      run(async (io) => {
        const { tail } = await import("../tail.ts");
        return tail(options, io);
      }),
    );
}
