import { Command, Help } from "commander";
import { backupCommand } from "./commands/backup.ts";
import { buildCommand } from "./commands/build.ts";
import { checkCommand } from "./commands/check.ts";
import { completionCommand } from "./commands/completion.ts";
import { configCommand } from "./commands/config.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { evalCommand } from "./commands/eval.ts";
import { explainCommand } from "./commands/explain.ts";
import { fmtCommand } from "./commands/fmt.ts";
import { initCommand } from "./commands/init.ts";
import { lspCommand } from "./commands/lsp.ts";
import { planCommand } from "./commands/plan.ts";
import { playgroundCommand } from "./commands/playground.ts";
import { reconcileCommand } from "./commands/reconcile.ts";
import { referenceCommand } from "./commands/reference.ts";
import { replayCommand } from "./commands/replay.ts";
import { rulesCommand } from "./commands/rules.ts";
import type { Run } from "./commands/run.ts";
import { sendCommand } from "./commands/send.ts";
import { serveCommand } from "./commands/serve.ts";
import { tailCommand } from "./commands/tail.ts";
import { testCommand } from "./commands/test.ts";
import { whyCommand } from "./commands/why.ts";
import { version } from "./version.ts";

/**
 * The command line as a declaration: completion scripts and the page about it are made of it. What a command does is
 * imported when it runs, so that `check` never waits for what only `build` needs.
 */
export function program(run: Run): Command {
  const imlc = new Command("imlc")
    .description("Compiles, checks and serves shared webhooks written as Make manifests with IML expressions.")
    .version(version(), "-V, --version", "print the version of imlc")
    .helpCommand(false)
    .addHelpText(
      "after",
      [
        "",
        "Exit codes:",
        "  0 nothing found, 1 findings, 2 wrong use (or what `plan` finds), 3 `--check` would change files,",
        "  70 a bug in imlc, 130 interrupted",
      ].join("\n"),
    );
  for (const { title, commands } of groups) {
    for (const declare of commands) imlc.addCommand(declare(run).helpGroup(title));
  }
  return described(imlc);
}

/** That an option is off unless it is given goes without saying. */
function described(command: Command): Command {
  for (const below of command.commands) described(below);
  return command.configureHelp({
    optionDescription: (option) => (option.isBoolean() ? option.description : usual.optionDescription(option)),
  });
}

const usual = new Help();

const groups: readonly { readonly title: string; readonly commands: readonly ((run: Run) => Command)[] }[] = [
  {
    title: "Write apps:",
    commands: [
      initCommand,
      checkCommand,
      fmtCommand,
      testCommand,
      evalCommand,
      planCommand,
      lspCommand,
      playgroundCommand,
    ],
  },
  { title: "Run apps:", commands: [buildCommand, serveCommand, reconcileCommand, backupCommand, doctorCommand] },
  { title: "Follow events:", commands: [tailCommand, whyCommand, replayCommand, sendCommand] },
  {
    title: "Look up:",
    commands: [explainCommand, rulesCommand, configCommand, referenceCommand, completionCommand],
  },
];
