import { Command } from "commander";
import { templateNames, templates } from "../init/templates.ts";
import type { Run } from "./run.ts";
import { choice } from "./values.ts";

/** `imlc init`. */
export function initCommand(run: Run): Command {
  return new Command("init")
    .description("Write a small app that can be checked, served and changed at once. Files that are there stay.")
    .argument("[folder]", "where the app goes; its name becomes that of the app", ".")
    .addOption(choice("--template <template>", "what to begin with", templateNames).default("chat"))
    .addHelpText(
      "after",
      [
        "",
        "Templates:",
        ...templateNames.map((name) => `  ${name.padEnd(12)} ${templates[name]}`),
        "",
        "Example:",
        "  imlc init my-app --template chat",
      ].join("\n"),
    )
    .action((folder: string, options) =>
      run(async (io) => {
        const { init } = await import("../init/init.ts");
        return init({ folder, ...options }, io);
      }),
    );
}
