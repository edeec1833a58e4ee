import type { Command } from "commander";

/** A word and what it stands for. */
export interface Word {
  readonly name: string;
  readonly description: string;
}

/** An option that can be completed. */
export interface CompletedOption {
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  readonly takesValue: boolean;
  /** What the value is one of; none if it may be anything, such as a file. */
  readonly choices: readonly string[];
}

/** What can follow a command. */
export interface CompletedCommand {
  /** The words that lead to it; none for the program itself. */
  readonly path: readonly string[];
  readonly commands: readonly Word[];
  readonly options: readonly CompletedOption[];
  /** What its argument is one of; none if it may be anything, such as a file. */
  readonly choices: readonly string[];
}

/** A command and all commands below it, as completion scripts need them. */
export function completedCommands(command: Command, path: readonly string[] = []): readonly CompletedCommand[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const own: CompletedCommand = {
    path,
    commands: below.map((each) => ({ name: each.name(), description: each.description() })),
    options: help.visibleOptions(command).map((option) => ({
      long: option.long ?? option.flags,
      short: option.short,
      description: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
  return [own, ...below.flatMap((each) => completedCommands(each, [...path, each.name()]))];
}
