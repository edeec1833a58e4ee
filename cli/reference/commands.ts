import type { Command } from "commander";
import { program } from "../program.ts";
import { blocks, codeBlock, generated } from "./markdown.ts";

/** The page of the command line: what each command says of itself by `--help`. */
export function commandsPage(): string {
  const declared = program(() => Promise.resolve());
  return blocks(
    generated,
    "# The command line",
    "What `imlc` and each of its commands say by `--help`. Results go to standard output, everything else that is said to standard error.",
    "Arguments come in any order; `--option=value` and `--option value` mean the same.",
    ...sections(declared, []),
  );
}

function sections(command: Command, above: readonly string[]): readonly string[] {
  const path = [...above, command.name()];
  return [
    `## ${path.join(" ")}`,
    codeBlock("text", helpOf(command)),
    ...command.commands.flatMap((each) => sections(each, path)),
  ];
}

/** As wide as this project's text, whatever the terminal. */
const width = 100;

function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => width,
  });
  command.outputHelp();
  return text.trimEnd();
}
