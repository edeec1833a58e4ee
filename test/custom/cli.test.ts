import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../cli/main.ts";
import { runTests } from "../../cli/test/run.ts";
import { readFunctions } from "../../compiler/functions/read.ts";

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), "imlc-functions-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

async function run(cwd: string, ...args: readonly string[]) {
  let out = "";
  let err = "";
  const code = await main(args, {
    cwd,
    env: {},
    color: false,
    isTerminal: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: () => Promise.resolve(""),
    interrupted: () => Promise.resolve(),
  });
  return { code, out, err };
}

const shop = {
  "shop/webhook.iml.json": '{"uid": "{{item.user}}", "output": "{{shorten(item.text, 9)}} {{hour(item.at)}}"}',
  "shop/imlc.json": '{"webhook": {"timezone": "Asia/Tokyo"}}',
  "shop/functions/shorten/code.js":
    "function shorten(text, most) {\n  debug(text, most);\n  return iml.length(text) > most ? text.slice(0, most) : text;\n}\n",
  "shop/functions/shorten/test.js": `it("keeps what is short", () => {
  assert.strictEqual(shorten("abc", 5), "abc");
});
it("cuts what is long", async () => {
  await null;
  assert.strictEqual(iml.shorten("abcdef", 5), "abcde");
});
`,
  "shop/lib/hour.code.js": "const hour = (date) => iml.formatDate(date, 'HH');\n",
  "shop/lib/hour.test.js":
    'it("is that of the zone", () => assert.equal(hour("2026-01-31T12:00:00Z"), 21));\nit("is wrong", () => {\n  assert.deepStrictEqual({ hour: hour(0) }, { hour: "00" });\n});\n',
};

describe("imlc test", () => {
  test("runs the tests of all functions, and says what failed", async () => {
    const { code, out, err } = await run(folder(shop), "test");
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain(
      [
        "shop: shorten (shop/functions/shorten/test.js)",
        "  ✔ keeps what is short",
        "      debug: abc 5",
        "  ✔ cuts what is long",
        "      debug: abcdef 5",
      ].join("\n"),
    );
    expect(out).toMatch(/shop: hour \(shop\/lib\/hour\.test\.js\)\n {2}✔ is that of the zone\n {2}✘ is wrong\n/);
    expect(out).toContain("-   hour: '00'");
    expect(out).toMatch(/\n3 passed, 1 failed, in \d+ ms\.\n$/);
  });

  test("runs those of one file, and prints JSON", async () => {
    const { code, out } = await run(folder(shop), "test", "shop/functions/shorten/test.js", "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      schemaVersion: 1,
      passed: 2,
      failed: 0,
      suites: [
        {
          kind: "function",
          app: "shop",
          name: "shorten",
          file: "shop/functions/shorten/test.js",
          tests: [
            { name: "keeps what is short", shown: ["abc 5"] },
            { name: "cuts what is long", shown: ["abcdef 5"] },
          ],
        },
      ],
    });
  });

  test("says so where there is nothing to run", async () => {
    const { code, out, err } = await run(folder({ "a/webhook.iml.json": '{"uid": "{{item.id}}"}' }), "test", "a");
    expect(code).toBe(1);
    expect(out).toMatch(/^0 passed, 0 failed/);
    expect(err).toMatch(/^imlc: there is no test under a\./);
  });

  test("runs nothing while code has errors", async () => {
    const { code, out, err } = await run(
      folder({ ...shop, "shop/lib/hour.code.js": "const hour = () => fetch();\n" }),
      "test",
      "shop",
    );
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("shop/lib/hour.code.js:1:20 error function-global");
  });

  test.each([
    ["it('a', () => {);", "f.test.js:1:16 This is not JavaScript: Unexpected token."],
    ["nothing();", "ReferenceError: nothing is not defined"],
    ["process.exit(3);", "The tests ended their thread."],
    ["import assert from 'node:assert';", "SyntaxError"],
  ])("a file that cannot be run fails: %s", async (text, problem) => {
    const suite = await suiteOf(text, 60_000);
    expect(suite.tests).toEqual([]);
    expect(suite.problem).toContain(problem);
  });

  test("stops what takes too long, and keeps what it knows", async () => {
    const suite = await suiteOf("it('a', () => {}); it('b', () => { for (;;); }); it('c', () => {});", 6000);
    expect(suite).toMatchObject({
      tests: [{ name: "a" }, { name: "b", failure: "It took longer than 6 seconds." }],
    });
    expect(suite.problem).toBe(undefined);
    const forever = await suiteOf("for (;;);", 500);
    expect(forever).toMatchObject({ tests: [], problem: "It took longer than 0.5 seconds." });
  });
});

function suiteOf(text: string, limit: number) {
  const code = { uri: "f.code.js", text: "function f() {}" };
  const tested = { uri: "f.test.js", text };
  const { value: functions } = readFunctions([{ name: "f", code, test: tested }]);
  const [f] = functions.values();
  if (!f) throw new Error("There is no function.");
  return runTests({ id: "app", functions, timezone: "UTC" }, f, tested, limit);
}

describe("other commands", () => {
  test("build writes the functions beside the modules, which pass the type check", async () => {
    const cwd = folder(shop);
    const { code, out, err } = await run(cwd, "build", "shop", "--out", "generated", "--verify");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^4 files, 4 written/);
    expect(readFileSync(join(cwd, "generated/shop/functions.js"), "utf8")).toContain(shop["shop/lib/hour.code.js"]);
    expect(await run(cwd, "check", ".")).toMatchObject({ code: 0 });
  });

  test("check looks at a single file of a function with those that it belongs to", async () => {
    const files = { ...shop, "shop/lib/hour.code.js": "const hour = (date) => iml.shortn(date) + fetch;\n" };
    const { code, out } = await run(folder(files), "check", "shop/lib/hour.code.js", "--format", "json");
    expect(code).toBe(1);
    const { diagnostics } = JSON.parse(out) as { diagnostics: readonly { code: string; message: string }[] };
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "unknown-function: There is no function `shortn`. Did you mean `shorten`?",
      "function-global: Custom functions have no `fetch`. Requests stand in manifests; a custom function gets what it works on as an argument.",
    ]);
  });

  test("the functions of an app within another are its own", async () => {
    const inner = { "shop/inner/webhook.iml.json": '{"uid": "{{shorten(item.user)}}"}' };
    const { out } = await run(folder({ ...shop, ...inner }), "check");
    expect(out).toContain("shop/inner/webhook.iml.json:1:12 error unknown-function");
  });
});
