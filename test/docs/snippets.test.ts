import { parse } from "acorn";
import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { folder, run } from "../cli/run.ts";
import { type Block, writtenBlocks } from "./blocks.ts";
import { imlcCommands, parseOnly } from "./commands.ts";

const blocks = writtenBlocks();

const isFileOfApp = ({ language, file }: Block) => ["json", "jsonc", "js"].includes(language) && file !== undefined;

/** What a page leaves out of its app. */
const rest = {
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "base.iml.json": `{"baseUrl": "https://api.example.com"}`,
  "attach.iml.json": `{
    "url": "/hooks",
    "method": "POST",
    "body": {"url": "{{webhook.url}}"},
    "response": {"data": {"hookId": "{{body.id}}", "expiresAt": "{{body.expires}}"}}
  }`,
  "detach.iml.json": `{"url": "/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
};

/** Of each file the block itself, else the last one before it that is right, else the first one behind it. */
function filesAt(block: Block): Readonly<Record<string, string>> {
  const page = blocks.filter((each) => each.page === block.page && isFileOfApp(each));
  const at = page.indexOf(block);
  const right = (each: Block) => each.codes.length === 0;
  const ordered = [
    ...page
      .slice(at + 1)
      .filter(right)
      .reverse(),
    ...page.slice(0, at).filter(right),
    block,
  ];
  return { ...rest, ...Object.fromEntries(ordered.map(({ file = "", text }) => [file, text])) };
}

test("there is no block of a language that is not tested, and no manifest without a name", () => {
  const tested = ["json", "jsonc", "js", "ts", "html", "sh", "yaml", "text"];
  const unknown = blocks.filter(({ language }) => !tested.includes(language));
  const unnamed = blocks.filter(
    ({ language, file }) => ["jsonc", "js", "ts", "html"].includes(language) && file === undefined,
  );
  expect([...unknown, ...unnamed].map(({ place }) => place)).toEqual([]);
});

describe("files of apps", () => {
  test.each(blocks.filter(isFileOfApp).filter(({ file = "" }) => isRead(file)))("$place $file", (block) => {
    const files = filesInMemory(filesAt(block));
    const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
    const found = diagnostics.filter(
      ({ severity, uri }) => severity !== "hint" && (block.codes.length === 0 || uri === block.file),
    );
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual([...block.codes].sort());
  });
});

const tests = blocks.filter(({ file = "" }) => file.endsWith(".hook-test.json"));

test.each(tests)("$place $file passes", async (block) => {
  expect(await run(["test", "."], { cwd: folder(filesAt(block)) })).toMatchObject({ code: 0, err: "" });
});

/** Others are samples, tests of apps, or what a server answers. */
function isRead(file: string): boolean {
  return /(\.iml\.json|^imlc\.json|code\.js)$/.test(file);
}

test.each(blocks.filter(({ language }) => language === "json"))("$place is JSON", ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

test.each(blocks.filter(({ language }) => language === "js"))("$place is JavaScript", ({ text }) => {
  expect(() => parse(text, { ecmaVersion: "latest", sourceType: "module" })).not.toThrow();
});

const scripts = blocks.flatMap(({ place, language, text }) => {
  if (language === "sh") return [{ place, script: text }];
  const steps = language === "yaml" ? [...text.matchAll(/^\s*(?:- )?(?:run|script): (.+)$/gm)] : [];
  return steps.map(([, script = ""]) => ({ place, script }));
});

const commands = scripts.flatMap(({ place, script }) => imlcCommands(script).map((args) => ({ place, args })));

test.each(commands)("$place imlc $args", ({ args }) => {
  expect(() => parseOnly(args)).not.toThrow();
});

test("an unknown option of a script would be noticed", () => {
  const [args = []] = imlcCommands("SECRET=1 npx imlc check my-app --formta sarif > findings.sarif");
  expect(args).toEqual(["check", "my-app", "--formta", "sarif"]);
  expect(() => parseOnly(args)).toThrow("--formta");
  expect(commands.length).toBeGreaterThan(10);
});
