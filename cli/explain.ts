import { type CatalogueEntry, catalogue } from "../compiler/index.ts";
import { didYouMean, nearest } from "../language/nearest.ts";
import { isRule } from "./codes.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { diagnosticText } from "./reference/diagnostics.ts";
import { blocks, codeBlock } from "./reference/markdown.ts";

/** Prints what is known about the code of a diagnostic. */
export async function explain(code: string, io: Io): Promise<number> {
  const entry = catalogue.get(code);
  if (!entry) {
    const meant = didYouMean(nearest(code, catalogue.keys()));
    throw new Misuse(`there is no diagnostic \`${code}\`.${meant} \`imlc rules\` lists all of them.`);
  }
  io.out(blocks(diagnosticText(entry).trimEnd(), ...silencing(entry)));
  return exit.ok;
}

function silencing({ code, severity }: CatalogueEntry): readonly string[] {
  const comment = [
    "A comment above the line silences it there; what stands behind the colon is your reason:",
    codeBlock("jsonc", `// imlc-ignore ${code}: The service documents it like this.`),
  ];
  const setting = [
    "`imlc.json` says what it counts as in a whole app: `off`, `hint`, `warning` or `error`:",
    codeBlock("json", JSON.stringify({ rules: { [code]: "off" } })),
  ];
  return [
    ...(severity === "error" ? ["It is an error, so no comment silences it."] : comment),
    ...(isRule(code) ? setting : []),
  ];
}
