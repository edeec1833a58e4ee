import { Command } from "commander";
import type { Run } from "./run.ts";

/** `imlc eval`. */
export function evalCommand(run: Run): Command {
  return new Command("eval")
    .description("Evaluate a template, or many, and print the value as tagged JSON.")
    .argument("[template]", "a template: text with {{expressions}}")
    .option("--context <file>", "a JSON file whose members are the variables; `-` reads standard input")
    .option("--timezone <zone>", "the zone that dates are read and written in, an IANA name")
    .option("--batch <file>", "a JSON array of {template, context?, timezone?}; `-` reads standard input")
    .addHelpText(
      "after",
      [
        "",
        'Values: {"$date": ISO} is a date, {"$base64": …} bytes, {"$undefined": true} undefined; all else is plain JSON.',
        "A batch prints an array of {value} or {error: {code, message}}, one for each case, and exits 0.",
        "",
        "Examples:",
        "  imlc eval '{{upper(name)}}' --context '-' <<< '{\"name\": \"ada\"}'",
        "  imlc eval --batch cases.json",
      ].join("\n"),
    )
    .action((template: string | undefined, options) =>
      run(async (io) => {
        const { evaluateCommand } = await import("../eval.ts");
        return evaluateCommand({ template, ...options }, io);
      }),
    );
}
