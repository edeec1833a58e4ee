import { Command } from "commander";
import type { Run } from "./run.ts";
import { answerFormat, pathsArgument } from "./values.ts";

/** `imlc config` and what is below it. */
export function configCommand(run: Run): Command {
  const paths = "folders, searched for apps, or single files, which belong to one";
  const print = new Command("print")
    .description("Print the settings that hold for apps, and where each of them is from.")
    .addArgument(pathsArgument(paths))
    .addOption(answerFormat())
    .addHelpText("after", "\nExample:\n  imlc config print my-app --format json")
    .action((asked: string[], options) =>
      run(async (io) => {
        const { printConfig } = await import("../config.ts");
        return printConfig({ paths: asked, ...options }, io);
      }),
    );
  const path = new Command("path")
    .description("Print the `imlc.json` of apps, a line for each that has one.")
    .addArgument(pathsArgument(paths))
    .addHelpText("after", "\nExample:\n  imlc config path my-app/webhook.iml.json")
    .action((asked: string[]) =>
      run(async (io) => {
        const { printConfigPaths } = await import("../config.ts");
        return printConfigPaths(asked, io);
      }),
    );
  return new Command("config")
    .description("Show what `imlc.json` says of apps.")
    .helpCommand(false)
    .addCommand(print)
    .addCommand(path);
}
