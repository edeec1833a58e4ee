import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, root, run } from "./cli/run.ts";

test("without a command the help is shown, and it is a misuse", async () => {
  const { code, err } = await run([]);
  expect(code).toBe(2);
  for (const command of ["check", "fmt", "build", "eval", "serve"]) expect(err).toContain(`  ${command} `);
});

test.each(["check", "fmt", "build", "eval", "serve"])("%s explains itself", async (command) => {
  const { code, out } = await run([command, "--help"]);
  expect(code).toBe(0);
  expect(out).toMatch(/Example/);
});

test("--version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(await run(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test.each([
  [["chekc"], "Did you mean check?"],
  [["check", "--fromat", "json"], "Did you mean --format?"],
  [["check", "--format", "xml"], "Allowed choices are pretty, stylish, json, sarif, github, gitlab, junit."],
  [["check", "--format", "sarf"], "Did you mean `sarif`?"],
  [["check", "--max-warnings", "few"], "It takes a number, such as 10."],
  [["check", "--dry-run"], "give it with `--fix` or `--fix-unsafe`"],
  [["check", "--update-baseline"], "`--update-baseline` needs `--baseline FILE`"],
  [["check", "examples", "--baseline", "no-such.json"], "there is no file no-such.json; `--update-baseline` makes it"],
  [["check", "examples", "--baseline", "package.json"], "package.json is no baseline"],
  [["check", "examples", "--baseline", "README.md"], "README.md is no baseline"],
  [["check", "-", "--fix"], "standard input cannot be changed"],
  [["check", "-", "--watch"], "standard input cannot be watched"],
  [["check", "no-such-folder"], "there is no file or folder no-such-folder"],
  [["check", "scripts"], "there is no manifest under scripts"],
  [["build", "examples"], "`--out FOLDER` is needed."],
  [["build", "examples", "--otu", "x"], "Did you mean --out?"],
  [["reference"], "`--out FOLDER` is needed."],
  [["build", "--out", "x"], "missing required argument 'paths'"],
  [["serve", "examples", "--port", "70000"], "A port is a number from 0 to 65535"],
  [["serve", "examples", "--store", "redis:x"], "sqlite:FILE"],
  [["serve", "examples", "--resolve", "example.com"], "ORIGIN=ORIGIN"],
  [
    ["serve", "examples", "--public-url", "hooks.example.com"],
    "It takes an address such as https://hooks.example.com.",
  ],
  [
    ["serve", "examples", "--public-url", "ftp://example.com"],
    "It takes an address such as https://hooks.example.com.",
  ],
  [["serve", "examples", "--allow-host", "http://127.0.0.1:4010"], "It takes a host, perhaps with a port"],
  [["serve", "examples", "--allow-host", ""], "It takes a host, perhaps with a port"],
  [["build", "examples", "--out", ""], "`--out FOLDER` is needed."],
  [["check", "examples", "--baseline", "docs"], "docs is a folder, not a file."],
  [["eval", "x", "--context", "docs"], "docs is a folder, not a file."],
  [["send", "docs"], "docs is a folder, not a file."],
  [["plan", "examples/chat", "examples/chat", "--requests", "docs"], "docs is a folder, not a file."],
  [["eval"], "a template, or --batch"],
  [["eval", "x", "--batch", "y"], "a template, or --batch"],
  [["eval", "x", "--context", "no-such.json"], "there is no file no-such.json"],
  [["eval", "--batch", "README.md"], "README.md: The text is not JSON: "],
  [["eval", "x", "--timezone", "Mars/Phobos"], "Mars/Phobos"],
])("wrong use: %j", async (args, complaint) => {
  const { code, out, err } = await run(args);
  expect(err).toContain(complaint);
  expect(out).toBe("");
  expect(code).toBe(2);
});

const mistakes = {
  "webhook.iml.json": '{\n  "uid": "{{uper(item.id)}}",\n  "outptu": "{{item}}"\n}\n',
};

const examples = ["examples/chat", "examples/github-app"];

test("build writes modules that pass the type check, the same bytes each time, and only what changes", async () => {
  const out = join(folder({}), "generated");
  const first = await run(["build", ...examples, "--out", out, "--verify"]);
  expect([first.code, first.err]).toEqual([0, ""]);
  const files = readdirSync(out, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort();
  expect(files).toEqual([
    "chat/attach.ts",
    "chat/connection.ts",
    "chat/detach.ts",
    "chat/index.ts",
    "chat/webhook.ts",
    "github-app/connection.ts",
    "github-app/index.ts",
    "github-app/webhook.ts",
  ]);
  const before = files.map((file) => readFileSync(join(out, file), "utf8"));
  const second = await run(["build", ...examples, "--out", out]);
  expect(second.out).toContain("8 files, 0 written");
  expect(files.map((file) => readFileSync(join(out, file), "utf8"))).toEqual(before);
});

test("build writes nothing for an app with errors", async () => {
  const cwd = folder(mistakes);
  const { code, err } = await run(["build", ".", "--out", "generated"], { cwd });
  expect(code).toBe(1);
  expect(err).toContain("unknown-function");
  expect(readdirSync(cwd)).toEqual(["webhook.iml.json"]);
});

test("eval prints a value as tagged JSON", async () => {
  expect(await run(["eval", "{{1 + 1}}"])).toMatchObject({ code: 0, out: "2\n" });
  expect(await run(["eval", "{{missing}}"])).toMatchObject({ code: 0, out: '{"$undefined":true}\n' });
  const context = '{"name": "ada", "at": {"$date": "2026-01-02T03:04:05.000Z"}}';
  expect(await run(["eval", "{{upper(name)}}", "--context", "-"], { stdin: context })).toMatchObject({
    out: '"ADA"\n',
  });
  expect(await run(["eval", "{{at}}", "--context", "-"], { stdin: context })).toMatchObject({
    out: '{"$date":"2026-01-02T03:04:05.000Z"}\n',
  });
  const zoned = ["eval", "{{formatDate(at, 'HH:mm')}}", "--context", "-", "--timezone", "Europe/Prague"];
  expect(await run(zoned, { stdin: context })).toMatchObject({ out: '"04:04"\n' });
});

test("eval explains an error and exits 1", async () => {
  const { code, out, err } = await run(["eval", "{{uper('x')}}"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("unknown-function");
});

test("eval --batch answers one result for each case and exits 0", async () => {
  const cases = [
    { template: "{{a}}-{{b}}", context: { a: 1 } },
    { template: "{{nope(1)}}" },
    {
      template: "{{formatDate(d, 'HH')}}",
      context: { d: { $date: "2026-01-01T12:00:00.000Z" } },
      timezone: "Asia/Tokyo",
    },
    { template: { x: "{{missing}}", y: ["{{missing}}"] } },
  ];
  const { code, out } = await run(["eval", "--batch", "-"], { stdin: JSON.stringify(cases) });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([
    { value: "1-" },
    { error: { code: "unknown-function", message: expect.stringContaining("nope") } },
    { value: "21" },
    { value: { y: [null] } },
  ]);
});

test("eval --batch has an error for a date in a zone that there is not, and takes null for what is not given", async () => {
  const cases = [
    { template: "{{formatDate(0; 'HH')}}", timezone: "Mars/Phobos" },
    { template: "{{a}}{{formatDate(0; 'HH')}}", context: null, timezone: null },
  ];
  const { code, out } = await run(["eval", "--batch", "-"], { stdin: JSON.stringify(cases) });
  expect([code, JSON.parse(out)]).toEqual([
    0,
    [{ error: { code: "argument-value", message: expect.stringContaining("Mars/Phobos") } }, { value: "00" }],
  ]);
});

test.each([
  [{}, "case 1 of standard input has no template."],
  [{ template: "a", context: [] }, "the context of case 1 of standard input is no JSON object."],
  [{ template: "a", timezone: 1 }, "the timezone of case 1 of standard input is no text."],
])("eval --batch says which case is none: %j", async (wrong, said) => {
  const { code, err } = await run(["eval", "--batch", "-"], { stdin: JSON.stringify([wrong]) });
  expect([code, err]).toEqual([2, `imlc: ${said}\n`]);
});

test("eval --batch takes any number of cases", async () => {
  const keys = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`k${n}`, n]));
  const cases = [1, 2].map((n) => ({ template: `{{of.k${n}}}`, context: { of: keys } }));
  const { code, out } = await run(["eval", "--batch", "-"], { stdin: JSON.stringify(cases) });
  expect([code, JSON.parse(out)]).toEqual([0, [{ value: 1 }, { value: 2 }]]);
});

/** What `fmt` changes in it, and where it does not look. */
const unformatted = {
  "webhook.iml.json": '{ // Whose it is.\n  "uid":   "{{ item.a==item.b }}"}',
  "modules/list/api.imljson": '{"url": "/{{ a }}/{{headers.x-id}}"}\r\n',
  "clean.iml.json": '{"uid":"{{item.id}}"}',
  "package.json": '{"a": "{{ b }}"}',
  "generated/webhook.iml.json": '{"uid": "{{ b }}"}',
};
const formatted = {
  ...unformatted,
  "webhook.iml.json": '{ // Whose it is.\n  "uid":   "{{item.a = item.b}}"}',
  "modules/list/api.imljson": '{"url": "/{{a}}/{{headers.x-id}}"}\r\n',
};

function contents(cwd: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(join(cwd, name), "utf8")]));
}

describe("fmt", () => {
  const changed = "modules/list/api.imljson\nwebhook.iml.json\n";

  test("rewrites what changes, and nothing the second time", async () => {
    const cwd = folder(unformatted);
    expect(await run(["fmt"], { cwd })).toEqual({ code: 0, out: changed, err: "" });
    expect(contents(cwd, formatted)).toEqual(formatted);
    expect(await run(["fmt", "."], { cwd })).toEqual({ code: 0, out: "", err: "" });
    expect(await run(["fmt", "--check", "package.json"], { cwd })).toMatchObject({ code: 3 });
  });

  test("--check and --diff write nothing", async () => {
    const cwd = folder(unformatted);
    expect(await run(["fmt", ".", "--check"], { cwd })).toEqual({ code: 3, out: changed, err: "" });
    const { code, out } = await run(["fmt", "webhook.iml.json", "--diff"], { cwd });
    expect([code, out.split("\n")]).toEqual([
      0,
      [
        "--- a/webhook.iml.json",
        "+++ b/webhook.iml.json",
        "@@ -1,2 +1,2 @@",
        " { // Whose it is.",
        '-  "uid":   "{{ item.a==item.b }}"}',
        "\\ No newline at end of file",
        '+  "uid":   "{{item.a = item.b}}"}',
        "\\ No newline at end of file",
        "",
      ],
    ]);
    expect(contents(cwd, unformatted)).toEqual(unformatted);
  });

  test("leaves what it cannot read, says where, and formats the rest", async () => {
    const cwd = folder({ "a.iml.json": '{"uid": "{{ a }} {{ a + }}"}', "b.iml.json": '{"uid": "{{ b }}"}' });
    writeFileSync(join(cwd, "c.iml.json"), Buffer.from([0x22, 0xff, 0x22]));
    const { code, out, err } = await run(["fmt"], { cwd });
    expect([code, out]).toEqual([1, "b.iml.json\n"]);
    expect(err).toContain("a.iml.json:1:25 expression-syntax: Expected an expression, found `}}`.\n");
    expect(err).toContain("imlc: a.iml.json is left as it is.\n");
    expect(err).toContain("c.iml.json: this is no UTF-8 text.");
    expect(readFileSync(join(cwd, "a.iml.json"), "utf8")).toBe('{"uid": "{{ a }} {{ a + }}"}');
  });

  test("- formats standard input", async () => {
    const stdin = '{"uid": "{{ headers.x-id }}"}';
    expect(await run(["fmt", "-"], { stdin })).toEqual({ code: 0, out: '{"uid": "{{headers.`x-id`}}"}', err: "" });
    const named = ["fmt", "-", "--stdin-filename", "api.imljson"];
    // Nothing is known of the variables of such a file: `id` may be one.
    expect(await run(named, { stdin })).toEqual({ code: 0, out: stdin, err: "" });
    expect(await run([...named, "--check"], { stdin: '["{{ a }}"]' })).toMatchObject({ code: 3, out: "api.imljson\n" });
    expect(await run(["fmt", "-"], { stdin: "{" })).toMatchObject({ code: 1, out: "" });
  });

  test.each([[["fmt", "-", "."]], [["fmt", "no-such-folder"]], [["fmt", "docs"]]])("wrong use: %j", async (args) => {
    expect((await run(args)).code).toBe(2);
  });
});
