import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Io } from "../../cli/io.ts";
import { tail } from "../../cli/tail.ts";
import { folder, run } from "./run.ts";

const signed = JSON.stringify({ webhook: { signature: { scheme: "github", secrets: ["SHOP_SECRET"] } } });
const app = { "shop/webhook.iml.json": '{"uid": "{{item.id}}"}', "shop/imlc.json": signed, "event.json": '{"id": 7}' };
const hookTest = '{"name": "a", "request": {"body": {"id": 7}}, "expect": {"reply": {"status": 200}}}';

describe("an empty path, as an unset variable gives it, is not the current folder", () => {
  test.each([
    ["check", ""],
    ["check", "shop", ""],
    ["fmt", ""],
    ["test", ""],
    ["build", "", "--out", "generated"],
    ["build", "shop", "--out", ""],
    ["serve", ""],
    ["doctor", ""],
    ["config", "print", ""],
    ["config", "path", ""],
    ["plan", "", "shop", "--requests", "requests.jsonl"],
    ["plan", "shop", "", "--requests", "requests.jsonl"],
    ["why", "id", ""],
    ["send", "event.json", ""],
    ["send", "", "shop"],
    ["backup", "--out", ""],
    ["reference", "--out", ""],
  ])("imlc %s %s %s %s %s", async (...args) => {
    const { code, out, err } = await run(args, { cwd: folder(app), env: { SHOP_SECRET: "s" } });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/The path is empty; `\.` is the current folder\.|is needed\.|is a folder, not a file\./);
  });

  test("several paths are all taken, and so is none", async () => {
    const cwd = folder({
      "a/webhook.iml.json": '{"uid": "{{item.id}}"}',
      "b/webhook.iml.json": '{"uid": "{{uper(1)}}"}',
    });
    const found = async (...paths: readonly string[]) =>
      (await run(["check", ...paths, "--format", "json"], { cwd })).code;
    expect([await found("a"), await found("a", "b"), await found("b", "a"), await found()]).toEqual([0, 1, 1, 1]);
  });
});

describe("what is no JSON is said once, and by its name", () => {
  test.each([
    [["eval", "{{a}}", "--context", "-"], "imlc: standard input: The text is not JSON: "],
    [["eval", "--batch", "-"], "imlc: standard input: The text is not JSON: "],
    [["send", "-", "shop"], "imlc: standard input: The text is not JSON: "],
    [["eval", "--batch", "broken.json"], "imlc: broken.json: The text is not JSON: "],
  ])("%j", async (args, said) => {
    const { code, err } = await run(args, { cwd: folder({ ...app, "broken.json": "{" }), stdin: "{" });
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    expect(err.match(/JSON: /g)).toHaveLength(1);
  });

  test("what is JSON, and of another shape", async () => {
    const { code, err } = await run(["eval", "{{a}}", "--context", "-"], { stdin: "[]" });
    expect([code, err]).toEqual([2, "imlc: standard input is no JSON object, whose members could be variables.\n"]);
  });
});

describe("an `imlc.json` that cannot be understood", () => {
  test.each(['{"webhook": 3', '{"webhook": {"signature": {"scheme": "gthub", "secrets": ["SHOP_SECRET"]}}}'])(
    "ends test and send with what was found: %s",
    async (config) => {
      const cwd = folder({ ...app, "shop/imlc.json": config });
      for (const args of [
        ["test", "shop"],
        ["test", "shop/a.hook-test.json"],
        ["send", "event.json", "shop"],
      ]) {
        writeFileSync(join(cwd, "shop/a.hook-test.json"), hookTest);
        const { code, out, err } = await run(args, { cwd, env: { SHOP_SECRET: "s" } });
        expect([code, out], args.join(" ")).toEqual([1, ""]);
        expect(err).toMatch(/^shop\/imlc\.json:1:\d+ error/);
      }
      const none = await run(["test", "shop/functions/a/test.js"], {
        cwd: folder({ "shop/imlc.json": config, "shop/webhook.iml.json": "{}", "shop/functions/a/test.js": "" }),
      });
      expect([none.code, none.out]).toEqual([1, ""]);
    },
  );
});

test("where there are no tests, that is said, and is no success", async () => {
  const cwd = folder({ "shop/webhook.iml.json": '{"uid": "{{item.id}}"}' });
  const { code, err } = await run(["test", "shop"], { cwd });
  expect([code, err]).toEqual([1, expect.stringContaining("imlc: there is no test under shop. Tests are")]);
  expect(err).toContain("`*.hook-test.json`");
  const json = await run(["test", "shop", "--format", "json"], { cwd });
  expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { passed: 0, failed: 0, suites: [] }]);
});

test("a test of a webhook may send bytes that are no UTF-8 text", async () => {
  const cwd = folder({
    "shop/webhook.iml.json": '{"uid": "{{item.id}}"}',
    "shop/a.hook-test.json":
      '{"name": "a", "request": {"bodyFile": "./body.bin"}, "expect": {"reply": {"status": 200}, "items": [{"uid": null}]}}',
  });
  writeFileSync(join(cwd, "shop/body.bin"), Buffer.from("caf\u00e9", "latin1"));
  expect((await run(["test", "shop"], { cwd })).err).toBe("");
  const missing = await run(["test", "shop"], {
    cwd: folder({
      "shop/webhook.iml.json": '{"uid": "{{item.id}}"}',
      "shop/a.hook-test.json":
        '{"name": "a", "request": {"bodyFile": "none.bin"}, "expect": {"reply": {"status": 200}}}',
    }),
  });
  expect([missing.code, missing.out]).toEqual([1, expect.stringContaining("There is no file `none.bin`.")]);
});

test("what takes a connection and never answers is not waited for for ever", async () => {
  const deaf = createServer(() => undefined);
  await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
  const address = deaf.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const cwd = folder(app);
  const env = { IMLC_ADMIN_TOKEN: "token", SHOP_SECRET: "s" };
  const io: Io = {
    cwd,
    env,
    color: false,
    isTerminal: false,
    out: () => undefined,
    err: () => undefined,
    stdin: () => Promise.resolve(""),
    interrupted: () => new Promise(() => undefined),
  };
  const followed = tail({ url, store: "sqlite:store.db", format: "pretty" }, io).then(
    () => ({ code: 0, err: "" }),
    (error: Error) => ({ code: error.name === "Misuse" ? 2 : 70, err: error.message }),
  );
  const asked = [
    ["why", "id"],
    ["replay", "id"],
    ["reconcile", "shop/webhook"],
    ["send", "event.json", "shop"],
  ];
  const answers = await Promise.all([followed, ...asked.map((args) => run([...args, "--url", url], { cwd, env }))]);
  for (const { code, err } of answers) {
    expect(code).toBe(2);
    expect(err).toMatch(/what listens at http:\S+ has not answered within (10|12\.5) seconds\. Say with --url where/);
  }
  deaf.close();
});
