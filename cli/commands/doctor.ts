import { Command } from "commander";
import type { Run } from "./run.ts";
import { hostOption, portOption, publicUrlOption, storeOption } from "./server.ts";
import { answerFormat, pathsArgument } from "./values.ts";

/** `imlc doctor`. */
export function doctorCommand(run: Run): Command {
  return new Command("doctor")
    .description("Look whether `imlc serve` could start here, and say what to do where it could not.")
    .addArgument(pathsArgument("folders, searched for apps"))
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(storeOption())
    .addOption(publicUrlOption())
    .addOption(answerFormat())
    .addHelpText("after", "\nExample:\n  imlc doctor my-app --port 8080 --store sqlite:/var/lib/imlc/store.db")
    .action((paths: string[], options) =>
      run(async (io) => {
        const { doctor } = await import("../doctor/doctor.ts");
        return doctor({ paths, ...options }, io);
      }),
    );
}
