import { type Command, CommanderError } from "commander";
import { exit, type Io, Misuse } from "./io.ts";
import { program } from "./program.ts";

/** Runs one command line; answers the exit code. Nothing it does reaches the process but through `io`. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let code: number = exit.ok;
  const imlc = program(async (task) => {
    code = await task(io);
  });
  connect(imlc, io);
  try {
    await imlc.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.misuse;
    if (error instanceof Misuse) {
      io.err(`imlc: ${error.message}\n`);
      return exit.misuse;
    }
    if (isSystemError(error)) {
      io.err(`imlc: ${error.message}\n`);
      return exit.misuse;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(`imlc: this is a bug in imlc, please report it with what you did:\n${detail}\n`);
    return exit.bug;
  }
}

/** Makes a command and those below it print to `io`, and throw instead of ending the process. */
function connect(command: Command, io: Io): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHasColors: () => io.color,
      getErrHasColors: () => io.color,
    })
    .showSuggestionAfterError()
    .showHelpAfterError("Run with --help for what there is.");
  for (const below of command.commands) connect(below, io);
}

/** Whether the system refused something: a file that may not be read, a folder that is none, a disk that is full. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}
