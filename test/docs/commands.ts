import type { Command } from "commander";
import { program } from "../../cli/program.ts";

/** The words behind `imlc` of each command line in a shell script that runs it. */
export function imlcCommands(script: string): readonly (readonly string[])[] {
  return script
    .replaceAll("\\\n", " ")
    .split("\n")
    .flatMap((line) => parts(words(line.replace(/(^|\s)#.*$/, ""))))
    .flatMap((part) => {
      const at = part.indexOf("imlc");
      const before = part.slice(0, Math.max(at, 0));
      return at >= 0 && before.every((word) => word === "npx" || /^\w+=/.test(word)) ? [part.slice(at + 1)] : [];
    });
}

/** Parses the words of a command line as imlc does, and runs nothing; throws a `CommanderError` if they are wrong. */
export function parseOnly(args: readonly string[]): void {
  const imlc = program(() => Promise.resolve());
  silence(imlc);
  imlc.parse(args, { from: "user" });
}

function silence(command: Command): void {
  command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  for (const below of command.commands) silence(below);
}

/** Words as a shell parts them; quotes are taken away, and redirections and operators are words of their own. */
function words(line: string): readonly string[] {
  const found = line.matchAll(/(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'|;&<>])+|\|\|?|&&?|;|\d?[<>]+/g);
  return [...found].map(([word]) => word.replaceAll(/["']/g, ""));
}

/** The commands of a line; a redirection and the file behind it are no words of one. */
function parts(line: readonly string[]): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let redirected = false;
  for (const word of line) {
    if (/^(\|\|?|&&?|;)$/.test(word)) commands.push([]);
    else if (/^\d?[<>]+$/.test(word)) redirected = true;
    else if (redirected) redirected = false;
    else commands.at(-1)?.push(word);
  }
  return commands;
}
