import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../compiler/index.ts";
import { folder, root, run } from "./run.ts";

const page = readFileSync(join(root, "docs/check.md"), "utf8");
const blocks = [...page.matchAll(/^```(\w+)[^\n]*\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
  language,
  text,
}));

const commands = blocks.flatMap(({ language, text }) =>
  language === "sh" ? text.trim().split("\n") : [...text.matchAll(/npx (imlc .*)/g)].map(([, command = ""]) => command),
);

test("the page has commands", () => {
  expect(commands.length).toBeGreaterThan(10);
});

test.each(commands.filter((command) => !command.includes("--watch")))("%s", async (command) => {
  const webhook = '{"uid": "{{item.id}}"}';
  const cwd = folder({ "my-app/webhook.iml.json": webhook, "known.json": '{"schemaVersion": 1, "findings": []}' });
  const [name, ...args] = command.replace(/ [<>] .*/, "").split(" ");
  expect(name).toBe("imlc");
  expect((await run(args, { cwd, stdin: webhook })).code).toBe(0);
});

test("the manifest that shows how to silence findings has none", async () => {
  const [manifest] = blocks.filter(({ language }) => language === "jsonc");
  const { out } = await run(["check", "-", "--format", "json"], { stdin: manifest?.text ?? "" });
  expect((JSON.parse(out) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code)).toEqual([]);
});

test("the codes that it names are those that there are", () => {
  const named = [...page.matchAll(/^\| `([\w-]+)` \| (?!people|programs)/gm)].map(([, code = ""]) => code);
  const codes = [...catalogue.keys()].filter((code) => code.includes("suppress"));
  expect(named.filter((code) => code.includes("suppress")).sort()).toEqual(codes);
});
