import { Argument, Command } from "commander";
import type { Run } from "./run.ts";
import { publicUrlOption, serverUrlOption } from "./server.ts";
import { answerFormat, pathsArgument } from "./values.ts";

/** `imlc send`. */
export function sendCommand(run: Run): Command {
  return new Command("send")
    .description("Send a request from a file to a webhook of a running server, signed as its service would sign it.")
    .addArgument(new Argument("<file>", "the request; `-` reads standard input"))
    .addArgument(pathsArgument("where the manifests are, whose imlc.json says how requests are signed"))
    .option("--webhook <app/webhook>", "to which webhook, if there are several")
    .addOption(serverUrlOption())
    .addOption(publicUrlOption())
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        "The file is an HTTP message if its name ends with .http. Otherwise it is JSON: the body of a POST, or a",
        'request {"method", "headers", "query", "body" or "rawBody"}.',
        "",
        "Environment:",
        "  the variables that `signature.secrets` in imlc.json names; the first that is set signs",
        "",
        "Exit codes: 0 the answer is 2xx, 1 it is not, 2 nothing was sent, or no answer came.",
        "",
        "Example:",
        "  imlc send samples/message.json my-app",
      ].join("\n"),
    )
    .action((file: string, paths: string[], options) =>
      run(async (io) => {
        const { send } = await import("../send.ts");
        return send({ file, paths, ...options }, io);
      }),
    );
}
