import { Command } from "commander";
import type { Run } from "./run.ts";
import { answerFormat, pathsArgument } from "./values.ts";

/** `imlc test`. */
export function testCommand(run: Run): Command {
  return new Command("test")
    .description("Run the tests of custom functions, as Make's editor does.")
    .addArgument(pathsArgument("folders, searched for apps, or single files of functions"))
    .addOption(answerFormat())
    .addHelpText(
      "after",
      [
        "",
        "The tests of functions/NAME/code.js stand in test.js beside it, those of NAME.code.js in NAME.test.js:",
        '  it("shortens", () => { assert.strictEqual(NAME("a long story", 6), "a long"); });',
        "",
        "Examples:",
        "  imlc test my-app",
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
