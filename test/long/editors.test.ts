import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "imlc-editors-"));
const environment = { ...process.env, HOME: folder, PATH: `${folder}${delimiter}${process.env.PATH}` };

/** An editor that is installed, or that the environment names: `NVIM`, `EMACS`. */
interface Installed {
  readonly program: string;
  readonly version: string;
}

function installed(name: string): Installed | undefined {
  const program = process.env[name.toUpperCase()] ?? name;
  const version = /\d+\.\d+/.exec(spawnSync(program, ["--version"], { encoding: "utf8" }).stdout ?? "")?.[0];
  return version === undefined ? undefined : { program, version };
}

/** The settings for an editor, as `docs/editors.md` gives them in the block that has such a text. */
function settings(mark: string): string {
  const page = readFileSync(join(root, "docs/editors.md"), "utf8");
  const found = [...page.matchAll(/^```text\n(.*?)^```/gms)].map(([, block = ""]) => block);
  const block = found.find((each) => each.includes(mark));
  if (block === undefined) throw new Error(`docs/editors.md has no settings with ${mark}.`);
  return block;
}

/** What was seen in an editor that was used on an app of its own. */
function use(
  program: string,
  language: "lua" | "el",
  mark: string,
  args: (settings: string) => readonly string[],
): Record<string, unknown> {
  const app = mkdtempSync(join(folder, "app-"));
  cpSync(join(root, "test/editor/shop"), app, { recursive: true });
  const file = join(folder, `settings.${language}`);
  // As the page says of functions.
  writeFileSync(file, settings(mark).replace('"json", "jsonc" }', '"json", "jsonc", "javascript" }'));
  const { stdout, stderr } = spawnSync(program, args(file), {
    cwd: app,
    env: { ...environment, SETTINGS: file },
    encoding: "utf8",
    timeout: 120_000,
  });
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  if (lines.length === 0) throw new Error(stderr);
  const detach = readFileSync(join(app, "detach.iml.json"), "utf8");
  return Object.assign({ detach }, ...lines.map((line) => JSON.parse(line)));
}

beforeAll(() => {
  const imlc = join(folder, "imlc");
  const node = `'${process.execPath}' --conditions=imlc-source --disable-warning=ExperimentalWarning`;
  writeFileSync(imlc, `#!/bin/sh\nexec ${node} '${join(root, "cli/bin.ts")}' "$@"\n`);
  chmodSync(imlc, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What somebody sees who makes and mends a mistake, completes, renames, looks up and formats. */
const seen = {
  server: expect.anything(),
  finding: expect.stringContaining("There is no variable `it"),
  fixed: '"uid": "{{item.shop}}",',
  findings: "none",
  completed: ["type", "token", "events"],
  hover: expect.stringContaining("hookId"),
  renamed: '"hook": "{{data.hook_id}}"',
  detach: expect.stringContaining("{{webhook.hook_id}}"),
  definition: "attach.iml.json:8",
  formatted: '"id": "{{item.id}}",',
};

describe("the settings for editors do what the page says", () => {
  const nvim = installed("nvim");
  const minor = Number(nvim?.version.split(".")[1]);
  const isNew = !nvim?.version.startsWith("0.") || minor >= 11;
  const mark = isNew ? "vim.lsp.enable" : "vim.lsp.start(";
  const reason = nvim ? "is older than 0.8" : "is not installed";
  test.skipIf(!nvim || (!isNew && minor < 8))(
    nvim && (isNew || minor >= 8) ? `in Neovim ${nvim.version}` : `in Neovim, which ${reason}`,
    () => {
      const args = () => ["--clean", "--headless", "-S", join(root, "test/long/editors.lua")];
      const code = expect.stringContaining("JavaScript");
      const inCode = { code, again: code, script: "left alone" };
      expect(use(nvim?.program ?? "", "lua", mark, args)).toMatchObject({ ...seen, ...inCode });
    },
  );

  const emacs = installed("emacs");
  const hasEglot = Number.parseInt(emacs?.version ?? "", 10) >= 29;
  const lack = emacs ? "has no Eglot" : "is not installed";
  test.skipIf(!hasEglot)(hasEglot ? `in Emacs ${emacs?.version}` : `in Emacs, which ${lack}`, () => {
    const args = (file: string) => ["-q", "--batch", "-l", file, "-l", join(root, "test/long/editors.el")];
    expect(use(emacs?.program ?? "", "el", "eglot-server-programs", args)).toMatchObject(seen);
  });
});
