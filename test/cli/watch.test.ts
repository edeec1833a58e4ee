import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { folder, root, run } from "./run.ts";

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A running `imlc check --watch`, whose output can be waited for. */
function watching(cwd: string, ...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    [
      "--conditions=imlc-source",
      "--disable-warning=ExperimentalWarning",
      join(root, "cli/bin.ts"),
      "check",
      "--watch",
      "--format",
      "stylish",
      ...args,
    ],
    { cwd, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, FORCE_COLOR: undefined } },
  );
  children.push(child);
  const printed = { out: "", err: "" };
  let wake = (): void => {};
  for (const name of ["out", "err"] as const) {
    child[`std${name}`].setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
      wake();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  /** Waits until something has been printed, and a round has ended with it; what came before is forgotten. */
  const sees = async (pattern: RegExp): Promise<void> => {
    while (!/Ctrl\+C ends it\.\n$/.test(printed.err) || !pattern.test(printed.out + printed.err)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    Object.assign(printed, { out: "", err: "" });
  };
  return { child, ended, sees };
}

const good = '{"uid": "{{item.id}}"}';
const bad = '{"uid": "{{uper(item.id)}}"}';

test("checks again when a file changes, comes, moves or goes, and ends with 130", async () => {
  const cwd = folder({ "app/webhook.iml.json": good });
  const { child, ended, sees } = watching(cwd);
  await sees(/^1 file checked in \d+ ms: nothing to report\.\nimlc: watching 2 folders; Ctrl\+C ends it\.\n$/);

  writeFileSync(join(cwd, "app/webhook.iml.json"), bad);
  await sees(/unknown-function/);

  writeFileSync(join(cwd, "app/new"), good);
  renameSync(join(cwd, "app/new"), join(cwd, "app/webhook.iml.json"));
  await sees(/nothing to report/);

  mkdirSync(join(cwd, "other"));
  await sees(/nothing to report/);
  writeFileSync(join(cwd, "other/webhook.iml.json"), bad);
  await sees(/other\/webhook\.iml\.json\n.*2 files checked/s);

  rmSync(join(cwd, "other"), { recursive: true });
  await sees(/1 file checked in \d+ ms: nothing to report/);
  mkdirSync(join(cwd, "other"));
  writeFileSync(join(cwd, "other/webhook.iml.json"), bad);
  await sees(/other\/webhook\.iml\.json\n.*2 files checked/s);

  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

test("goes on when there is nothing left to check, and when it is there again", async () => {
  const cwd = folder({ "app/webhook.iml.json": bad });
  const { child, ended, sees } = watching(cwd, "app");
  await sees(/unknown-function/);
  renameSync(join(cwd, "app/webhook.iml.json"), join(cwd, "app/none"));
  await sees(/^imlc: there is no manifest under app/);
  renameSync(join(cwd, "app/none"), join(cwd, "app/webhook.iml.json"));
  await sees(/unknown-function/);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

test("looks at the files that a manifest names, wherever they lie", async () => {
  const cwd = folder({
    "app/webhook.iml.json": '{"uid": "{{body.user}}"}',
    "app/imlc.json": '{"webhook": {"payload": {"samples": ["../payloads/a.json"]}}}',
    "payloads/a.json": '{"user": "ada"}',
  });
  const { sees } = watching(cwd, "app");
  await sees(/nothing to report/);
  writeFileSync(join(cwd, "payloads/a.json"), '{"usr": "ada"}');
  await sees(/unseen-field/);
});

test("--fix mends what is saved", async () => {
  const cwd = folder({ "webhook.iml.json": good });
  const { sees } = watching(cwd, "--fix");
  await sees(/nothing to report/);
  writeFileSync(join(cwd, "webhook.iml.json"), '{"uid": "{{item.id}}",}');
  await sees(/imlc: 1 file fixed\.\n/);
  expect(readFileSync(join(cwd, "webhook.iml.json"), "utf8")).toBe(good);
});

test("does not begin where there is nothing", async () => {
  const { ended } = watching(folder({}), "no-such-folder");
  expect(await ended).toBe(2);
});

test("the screen is cleared before each round if there is one", async () => {
  const cwd = folder({ "webhook.iml.json": good });
  const terminal = await run(["check", "--watch"], { cwd, isTerminal: true });
  expect([terminal.code, terminal.out.startsWith("\u001b[2J\u001b[3J\u001b[H1 file checked")]).toEqual([130, true]);
  const pipe = await run(["check", "--watch"], { cwd });
  expect([pipe.code, pipe.out.startsWith("1 file checked")]).toEqual([130, true]);
});
