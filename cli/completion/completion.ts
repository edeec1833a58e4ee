import { exit, type Io } from "../io.ts";
import { program } from "../program.ts";
import { bash } from "./bash.ts";
import { fish } from "./fish.ts";
import { powershell } from "./powershell.ts";
import type { Shell } from "./shells.ts";
import { type CompletedCommand, completedCommands } from "./words.ts";
import { zsh } from "./zsh.ts";

const scripts: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = {
  bash,
  zsh,
  fish,
  powershell,
};

/** Prints the script by which a shell completes command lines of imlc. */
export async function completion(shell: Shell, io: Io): Promise<number> {
  const declared = program(() => Promise.resolve());
  io.out(scripts[shell](completedCommands(declared)));
  return exit.ok;
}
