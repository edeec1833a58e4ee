import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shells } from "../../cli/completion/shells.ts";
import { completedCommands } from "../../cli/completion/words.ts";
import { program } from "../../cli/program.ts";
import { folder, run } from "./run.ts";

const commands = completedCommands(program(() => Promise.resolve()));

async function script(shell: string): Promise<string> {
  const { code, out, err } = await run(["completion", shell]);
  expect([code, err]).toEqual([0, ""]);
  return out;
}

function has(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** What a shell prints for a script and a line after it; what it complains of is an error. */
function shell(name: string, text: string, line: string, cwd = folder({})): string {
  const home = folder({ script: `${text}\n${line}\n` });
  // Nothing of what the user of the machine has set, such as a locale that is not installed, of which shells complain.
  const env = { PATH: process.env.PATH, HOME: home, LC_ALL: "C" };
  const { stdout, stderr, status } = spawnSync(name, [join(home, "script")], { cwd, env, encoding: "utf8" });
  expect([stderr, status]).toEqual(["", 0]);
  return stdout;
}

describe("bash", () => {
  /** What is offered for the last of some words. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const quoted = ["imlc", ...words].map((word) => `'${word}'`).join(" ");
    const line = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _imlc; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return shell("bash", await script("bash"), line)
      .split("\n")
      .filter((word) => word !== "");
  }

  test("knows the function that completes imlc", async () => {
    expect(shell("bash", await script("bash"), "complete -p imlc")).toBe("complete -o default -F _imlc imlc\n");
  });

  test.each([
    [["che"], ["check"]],
    [["re"], ["reconcile", "replay", "reference"]],
    [
      ["config", ""],
      ["print", "path"],
    ],
    [["config", "pr"], ["print"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish", "powershell"],
    ],
    [["check", "--form"], ["--format"]],
    [
      ["check", "--fix"],
      ["--fix", "--fix-unsafe"],
    ],
    [
      ["check", "my-app", "--format", "s"],
      ["stylish", "sarif"],
    ],
    [
      ["check", "--format", "=", "gi"],
      ["github", "gitlab"],
    ],
    [
      ["check", "--format", "="],
      ["pretty", "stylish", "json", "sarif", "github", "gitlab", "junit"],
    ],
    [
      ["config", "print", "--format", ""],
      ["pretty", "json"],
    ],
    [["init", "--template", "g"], ["github-app"]],
    [["--v"], ["--version"]],
    [["build", "--out", ""], []],
    [["check", ""], []],
    [["check", "config", ""], []],
    [["nonsense", "--form"], []],
  ])("%j: %j", async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  test("offers every command and every option of each", async () => {
    for (const { path, commands: below, options } of commands) {
      const flags = options.map(({ long }) => long);
      expect(await offered(...path, "--")).toEqual(flags);
      if (below.length > 0) expect(await offered(...path, "")).toEqual(below.map(({ name }) => name));
    }
  });

  test("is of a syntax that also old versions read", async () => {
    expect(await script("bash")).not.toMatch(/mapfile|compopt|declare -A|\|&/);
  });
});

test.each(shells)("the script for %s names every command, option and choice", async (name) => {
  const text = await script(name);
  for (const { path, options, choices } of commands) {
    for (const word of [...path, ...choices]) expect(text).toContain(word);
    for (const option of options) {
      expect(text).toContain(name === "fish" ? `-l ${option.long.slice(2)} ` : option.long);
      for (const choice of option.choices) expect(text).toContain(choice);
    }
  }
});

test("the script for zsh has balanced quotes, parentheses and blocks", async () => {
  const text = await script("zsh");
  // What zsh and bash write alike is most of it; bash reads the rest as words, too.
  expect(shell("bash", `check() {\n${text.replace(/^#compdef.*$/m, "")}\n}`, "true")).toBe("");
});

test.runIf(has("zsh"))("zsh reads its script", async () => {
  expect(shell("zsh", `autoload -U compinit; compinit -D -u\n${await script("zsh")}`, "echo $_comps[imlc]")).toBe(
    "_imlc\n",
  );
});

test.runIf(has("fish"))("fish completes what its script says", async () => {
  expect(shell("fish", await script("fish"), "complete -C 'imlc check --format s'")).toMatch(/sarif/);
});

test.runIf(has("pwsh"))("PowerShell completes what its script says", async () => {
  const line =
    "[System.Management.Automation.CommandCompletion]::CompleteInput('imlc config pr', 14, $null).CompletionMatches.CompletionText";
  const { stdout } = spawnSync("pwsh", ["-NoProfile", "-Command", `${await script("powershell")}\n${line}`], {
    encoding: "utf8",
  });
  expect(stdout).toBe("print\n");
});

test("a shell that there is not is a misuse", async () => {
  expect(await run(["completion", "tcsh"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("Allowed choices are bash, zsh, fish, powershell."),
  });
});
