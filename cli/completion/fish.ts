import type { CompletedCommand, CompletedOption } from "./words.ts";

/** A script for fish: a line for each command and each option. */
export function fish(commands: readonly CompletedCommand[]): string {
  return ["# Completes command lines of imlc in fish.", ...commands.flatMap(linesOf), ""].join("\n");
}

function linesOf({ path, commands, options, choices }: CompletedCommand): readonly string[] {
  const here = condition(
    path,
    commands.map(({ name }) => name),
  );
  const begin = `complete -c imlc -n ${quoted(here)}`;
  return [
    ...commands.map(({ name, description }) => `${begin} -f -a ${name} -d ${quoted(description)}`),
    ...(choices.length > 0 ? [`${begin} -f -a ${quoted(choices.join(" "))}`] : []),
    ...options.map((option) => `${begin} ${flag(option)}`),
  ];
}

/** Whether the words that lead to a command were given, and none that leads further. */
function condition(path: readonly string[], below: readonly string[]): string {
  const given = path.map((name) => `__fish_seen_subcommand_from ${name}`);
  if (below.length > 0) given.push(`not __fish_seen_subcommand_from ${below.join(" ")}`);
  return given.join("; and ");
}

function flag({ long, short, description, takesValue, choices }: CompletedOption): string {
  const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(" "))}` : " -r";
  const letter = short === undefined ? "" : ` -s ${short.slice(1)}`;
  return `-l ${long.slice(2)}${letter}${takesValue ? value : ""} -d ${quoted(description)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
