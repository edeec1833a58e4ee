import { Command } from "commander";
import type { Run } from "./run.ts";
import { port } from "./values.ts";

/** `imlc playground`. */
export function playgroundCommand(run: Run): Command {
  return new Command("playground")
    .description("Open a page to write a webhook in and see what it makes of a request; it needs no network.")
    .option("--port <number>", "the port to listen on; 0 picks a free one", port, 3080)
    .addHelpText("after", "\nExample:\n  imlc playground --port 8080")
    .action((options) =>
      run(async (io) => {
        const { playground } = await import("../playground.ts");
        return playground(options, io);
      }),
    );
}
