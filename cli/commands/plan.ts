import { Command } from "commander";
import type { Run } from "./run.ts";
import { publicUrlOption } from "./server.ts";
import { answerFormat, path } from "./values.ts";

/** `imlc plan`. */
export function planCommand(run: Run): Command {
  return new Command("plan")
    .description(
      "Show what recorded requests come to with other manifests: replies, items, uids, bundles, dedupe keys.",
    )
    .argument("<old>", "the folder of the manifests as they are, or COMMIT:FOLDER", path)
    .argument("<new>", "the folder of the manifests as they are to be, or COMMIT:FOLDER", path)
    .option("--requests <file>", "recorded requests, one JSON object on each line")
    .option("--from-store <store>", "a store that no server has open, or a copy of it: sqlite:FILE")
    .addOption(publicUrlOption().default("http://localhost", "http://localhost"))
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        "Exit codes: 0 no difference, 2 differences (a wrong use is 2 too, and prints nothing on standard output).",
        "",
        "Environment:",
        "  IMLC_SECRET_KEY    the secret key of the server, if a part of the store is sealed",
        "  the secrets of signatures, where those are another than before",
        "",
        "Examples:",
        "  imlc plan HEAD:my-app my-app --from-store sqlite:backup.db",
        "  imlc plan old-app new-app --requests requests.jsonl --format json",
      ].join("\n"),
    )
    .action((old: string, now: string, options) =>
      run(async (io) => {
        const { plan } = await import("../plan.ts");
        return plan({ old, new: now, ...options }, io);
      }),
    );
}
