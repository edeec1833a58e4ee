import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./run.ts";

const mistakes = {
  "webhook.iml.json": '{\n  "uid": "{{uper(item.id)}}",\n  "outptu": "{{item}}"\n}\n',
};

test("check shows place, frame, reason and suggestion, and exits 1", async () => {
  const { code, out } = await run(["check", "."], { cwd: folder(mistakes) });
  expect(code).toBe(1);
  expect(out).toContain(
    [
      "webhook.iml.json:2:13 error unknown-function",
      "  There is no function `uper`. Did you mean `upper`?",
      "",
      "    1 | {",
      '  > 2 |   "uid": "{{uper(item.id)}}",',
      "      |             ^^^^",
    ].join("\n"),
  );
  expect(out).toContain("webhook.iml.json:3:3 error unknown-key");
  expect(out).toMatch(/`output`/);
  expect(out).toMatch(/1 file checked in \d+ ms: 2 errors\.\n$/);
});

test("check reads standard input, whose name gives the kind", async () => {
  const webhook = await run(["check", "-"], { stdin: mistakes["webhook.iml.json"] });
  expect([webhook.code, webhook.err]).toEqual([1, ""]);
  const detach = await run(["check", "-", "--stdin-filename", "detach.iml.json"], {
    stdin: '{"url": "https://example.com/{{webhook.id}}", "method": "DELETE"}',
  });
  expect([detach.code, detach.err]).toEqual([0, ""]);
});

test("the examples are clean", async () => {
  const { code, out } = await run(["check", "examples"]);
  expect(out).toMatch(/nothing to report\.\n$/);
  expect(code).toBe(0);
});

test("an unclosed string and an unclosed expression are named", async () => {
  const { code, out } = await run(["check", "-"], { stdin: '{\n  "uid": "{{item.id}},\n  "output": "{{item}}"\n}\n' });
  expect(code).toBe(1);
  expect(out).toContain("unclosed-string");
});

const warning = { "webhook.iml.json": '{"uid": "{{item.id \'-a\'}}", "output": "{{item.name \'!\'}}"}' };

test.each([
  [[], 1, ""],
  [["--max-warnings", "1"], 1, "imlc: 2 warnings; `--max-warnings` allows 1.\n"],
  [["--max-warnings", "2"], 0, ""],
])("two warnings with %j: exit %d", async (args, code, err) => {
  expect(await run(["check", ...args], { cwd: folder(warning) })).toMatchObject({ code, err });
});

test("no number of warnings allows an error", async () => {
  expect(await run(["check", "--max-warnings", "9"], { cwd: folder(mistakes) })).toMatchObject({ code: 1, err: "" });
});

test.each([
  ["check", "."],
  ["build", ".", "--out", "generated"],
])("%s refuses a manifest that is no UTF-8 text, for its letters would be others", async (...args) => {
  const cwd = folder({});
  writeFileSync(join(cwd, "webhook.iml.json"), Buffer.from('{"uid": "{{item.id}}", "output": "café"}', "latin1"));
  const { code, out, err } = await run(args, { cwd });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe("imlc: webhook.iml.json is no UTF-8 text: save it as UTF-8.\n");
});

test("a replacement character that is meant is a letter like others", async () => {
  const cwd = folder({ "webhook.iml.json": '{"uid": "{{item.id}}", "output": "\ufffd"}' });
  expect(await run(["check", "."], { cwd })).toMatchObject({ code: 0 });
});

test("of a very long line the part is shown that is meant, with the marks below it", async () => {
  const before = `  "note": "${"a".repeat(5000)}", `;
  const line = `${before}"outptu": "${"b".repeat(5000)}",`;
  const { out } = await run(["check", "-"], { stdin: `{\n${line}\n  "uid": "{{item.id}}"\n}\n` });
  const lines = out.split("\n");
  const marks = lines.findIndex((each) => each.includes("^^^^^^^^"));
  const at = lines[marks - 1]?.indexOf('"outptu"') ?? -1;
  expect(at).toBeGreaterThan(0);
  expect(lines[marks]?.indexOf("^")).toBe(at);
  expect(lines[marks]?.trimEnd().length).toBe(at + '"outptu"'.length);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(200);
});

test("marks that would be longer than the part that is shown end with it", async () => {
  const { out } = await run(["check", "-"], { stdin: `{"uid": "{{${"(".repeat(3000)}" }` });
  expect(out).toContain("^");
  expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThan(200);
});
