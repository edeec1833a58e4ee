import { Command } from "commander";
import { testFormats } from "../test/formats.ts";
import type { Run } from "./run.ts";
import { choice, pathsArgument, percentage } from "./values.ts";

/** `imlc test`. */
export function testCommand(run: Run): Command {
  return new Command("test")
    .description("Run the tests of webhooks, and those of custom functions as Make's editor does.")
    .addArgument(pathsArgument("folders, searched for apps, or single files of tests or functions"))
    .addOption(choice("--format <format>", "how to print", testFormats).default("pretty"))
    .option("--update", "write into the tests of webhooks what came, in place of what they expect", false)
    .option("--coverage", "tell what of the manifests the tests of webhooks have run", false)
    .option("--coverage-min <percent>", "fail if fewer of the parts of the manifests ran", percentage)
    .option("--lcov <file>", "write what ran into a file in the format of LCOV")
    .option("--watch", "run again whenever a file changes", false)
    .addHelpText(
      "after",
      [
        "",
        "The tests of webhooks stand in files that end with .hook-test.json, anywhere in the folder of an app:",
        '  {"request": {"body": {"text": "hi"}}, "expect": {"reply": {"status": 200}}}',
        "docs/test.md tells all of it.",
        "",
        "The tests of functions/NAME/code.js stand in test.js beside it, those of NAME.code.js in NAME.test.js:",
        '  it("shortens", () => { assert.strictEqual(NAME("a long story", 6), "a long"); });',
        "",
        "Examples:",
        "  imlc test my-app",
        "  imlc test my-app --update",
        "  imlc test my-app/batch.hook-test.json --watch",
        "  imlc test my-app/functions/shorten/test.js --format json",
      ].join("\n"),
    )
    .action((paths: string[], options) =>
      run(async (io) => {
        const { test } = await import("../test.ts");
        return test({ paths, ...options }, io);
      }),
    );
}
