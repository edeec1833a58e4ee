import { spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import type { Io } from "../../cli/io.ts";
import { main } from "../../cli/main.ts";
import { program } from "../../cli/program.ts";
import { imlc } from "../e2e/server.ts";
import { root, run } from "./run.ts";

const commands = below(
  program(() => Promise.resolve()),
  [],
);

/** The words that lead to each command. */
function below({ commands }: Command, above: readonly string[]): readonly string[] {
  return commands.flatMap((each) => {
    const path = [...above, each.name()];
    return [path.join(" "), ...below(each, path)];
  });
}

test("there are commands, and commands below commands", () => {
  expect(commands).toEqual(expect.arrayContaining(["check", "config", "config print"]));
});

describe.each(commands)("%s", (path) => {
  const words = path.split(" ");

  test("explains itself in sentences, on standard output, and exits 0", async () => {
    const { code, out, err } = await run([...words, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^Usage: imlc ${path} .*\\n\\n[A-Z][\\s\\S]*?\\.\\n\\n`));
    expect(out).not.toContain("default: false");
  });

  test("refuses an option that it does not know, and prints no result", async () => {
    const { code, out, err } = await run([...words, "--hepl"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("unknown option '--hepl'");
    expect(err).toContain("Did you mean --help?");
  });
});

test("every command is in the README, or is below one that is", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const missing = commands.filter((path) => !readme.includes(`| \`imlc ${path}`) && !readme.includes(`\`${path}\``));
  expect(missing).toEqual([]);
});

test("a command that is misspelled is suggested", async () => {
  expect(await run(["config", "prnt"])).toMatchObject({ code: 2, err: expect.stringContaining("Did you mean print?") });
});

test("what the system refuses is told in one line", async () => {
  const { code, out, err } = await run(["build", "examples/chat", "--out", "package.json"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/^imlc: E\w+: .*package\.json.*\n$/);
});

test("a bug is told as one, with exit code 70", async () => {
  let err = "";
  const io: Io = {
    cwd: root,
    env: {},
    color: false,
    isTerminal: false,
    out: () => {
      throw new TypeError("out of paper");
    },
    err: (text) => {
      err += text;
    },
    stdin: () => Promise.resolve(""),
    interrupted: () => Promise.resolve(),
  };
  expect(await main(["eval", "{{1}}"], io)).toBe(70);
  expect(err).toMatch(/^imlc: this is a bug in imlc, please report it with what you did:\nTypeError: out of paper\n/);
});

test.runIf(existsSync("/dev/full"))("output that cannot be written is told in one line, with exit code 2", () => {
  const [node, ...flags] = imlc;
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(node, [...flags, "rules"], { cwd: root, stdio: ["ignore", full, "pipe"] });
  expect([status, String(stderr)]).toEqual([
    2,
    expect.stringMatching(/^imlc: the output cannot be written: ENOSPC.*\n$/),
  ]);
});

const hook = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) { process.stderr.write(url + "\\n"); return next(url, context); } });
`)}`;

/** The modules that a command loads, in a process of its own. */
function loadedBy(...args: readonly string[]): string {
  const [node, ...flags] = imlc;
  return spawnSync(node, ["--import", hook, ...flags, ...args], { cwd: root, encoding: "utf8" }).stderr;
}

test("`imlc --version` and help load no part of the compiler or of the runtime", () => {
  for (const loaded of [loadedBy("--version"), loadedBy("serve", "--help")]) {
    expect(loaded).toContain("/cli/program.ts");
    expect(loaded).not.toMatch(/\/(?:compiler|runtime|grammar)\//);
  }
});

test("`imlc check` loads neither the printer of modules nor the runtime", () => {
  const loaded = loadedBy("check", "examples/chat");
  expect(loaded).toContain("/compiler/project/analyze.ts");
  expect(loaded).not.toMatch(/ts-morph|\/runtime\//);
});
