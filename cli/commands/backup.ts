import { Command } from "commander";
import type { Run } from "./run.ts";
import { serverEnvironment, serverUrlOption, storeOption } from "./server.ts";
import { needed } from "./values.ts";

/** `imlc backup`. */
export function backupCommand(run: Run): Command {
  return new Command("backup")
    .description("Copy the store to a new file, also while a server has it open, and check the copy.")
    .addOption(storeOption())
    .option("--out <file>", "the copy (needed); to restore it, serve it as the store")
    .addOption(serverUrlOption("where the server is that has the store open"))
    .addHelpText(
      "after",
      [
        "",
        ...serverEnvironment,
        "",
        "Example:",
        "  imlc backup --store sqlite:/var/lib/imlc/store.db --out /backup/store-2026-11-22.db",
      ].join("\n"),
    )
    .action((options) =>
      run(async (io) => {
        const { backup } = await import("../backup.ts");
        return backup({ ...options, out: needed(options.out, "--out FILE") }, io);
      }),
    );
}
