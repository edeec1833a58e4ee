import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./run.ts";

const joined = `"{{item.a 'x'}}"`;
const app = {
  "one/webhook.iml.json": `{\n  "uid": "{{uper(item.id)}}",\n  "output": [${joined}, ${joined}]\n}\n`,
  "two/webhook.iml.json": `{"uid": ${joined}}`,
};

async function withBaseline(): Promise<string> {
  const cwd = folder(app);
  const { code, err } = await run(["check", "--baseline", "known.json", "--update-baseline"], { cwd });
  expect([code, err]).toEqual([0, "imlc: known.json holds 4 findings.\n"]);
  return cwd;
}

/** The findings beyond the baseline, and what is said of the baseline itself. */
async function beyond(cwd: string, ...args: readonly string[]) {
  const { code, out, err } = await run(["check", "--baseline", "known.json", "--format", "json", ...args], { cwd });
  const { diagnostics } = JSON.parse(out) as { diagnostics: { code: string; file: string }[] };
  return { code, err, found: diagnostics.map((each) => `${each.file} ${each.code}`) };
}

test("a baseline holds each finding with its text, and how often it is found", async () => {
  const cwd = await withBaseline();
  expect(JSON.parse(readFileSync(join(cwd, "known.json"), "utf8"))).toMatchObject({
    schemaVersion: 1,
    findings: [
      { file: "one/webhook.iml.json", code: "missing-operator", text: "", count: 2 },
      { file: "one/webhook.iml.json", code: "unknown-function", text: "uper", count: 1 },
      { file: "two/webhook.iml.json", code: "missing-operator", count: 1 },
    ],
  });
});

test("what is in the baseline is not reported, wherever it has moved in its file", async () => {
  const cwd = await withBaseline();
  expect(await beyond(cwd)).toEqual({ code: 0, err: "", found: [] });
  writeFileSync(join(cwd, "one/webhook.iml.json"), `// Moved.\n\n${app["one/webhook.iml.json"]}`);
  expect(await beyond(cwd)).toEqual({ code: 0, err: "", found: [] });
});

test("one finding more than there were is reported, as is another text", async () => {
  const cwd = await withBaseline();
  writeFileSync(
    join(cwd, "one/webhook.iml.json"),
    `{"uid": "{{upr(item.id)}}", "output": [${joined}, ${joined}, ${joined}]}`,
  );
  expect(await beyond(cwd)).toEqual({
    code: 1,
    err: [
      "imlc: no longer found: one/webhook.iml.json unknown-function: There is no function `uper`. Did you mean `upper`?\n",
      "imlc: `--update-baseline` takes that out of known.json.\n",
    ].join(""),
    found: ["one/webhook.iml.json unknown-function", "one/webhook.iml.json missing-operator"],
  });
});

test("what was not looked at is neither missed nor forgotten", async () => {
  const cwd = await withBaseline();
  expect(await beyond(cwd, "two")).toEqual({ code: 0, err: "", found: [] });
  writeFileSync(join(cwd, "two/webhook.iml.json"), '{"uid": "{{item.id}}"}');
  const { err } = await run(["check", "two", "--baseline", "known.json", "--update-baseline"], { cwd });
  expect(err).toBe("imlc: known.json holds 3 findings.\n");
  expect(await beyond(cwd)).toEqual({ code: 0, err: "", found: [] });
});

test("what stood in a file that is gone is no longer found", async () => {
  const cwd = await withBaseline();
  rmSync(join(cwd, "two"), { recursive: true });
  expect((await beyond(cwd)).err).toContain("no longer found: two/webhook.iml.json missing-operator");
});

test("a baseline means the same from another folder, and is the same however often it is written", async () => {
  const cwd = await withBaseline();
  const before = readFileSync(join(cwd, "known.json"), "utf8");
  const inside = await run(["check", ".", "--baseline", "../known.json"], { cwd: join(cwd, "one") });
  expect([inside.code, inside.err]).toEqual([0, ""]);
  await run(["check", "two", "one", "--baseline", join(cwd, "known.json"), "--update-baseline"], { cwd });
  expect(readFileSync(join(cwd, "known.json"), "utf8")).toBe(before);
});

test.each([
  '{"schemaVersion": 2, "findings": []}',
  '{"findings": []}',
  '{"schemaVersion": 1, "findings": [{}]}',
  "[",
  "null",
])("%s is no baseline", async (text) => {
  const cwd = folder({ ...app, "known.json": text });
  const { code, err } = await run(["check", "--baseline", "known.json"], { cwd });
  expect([code, err]).toEqual([2, "imlc: known.json is no baseline; `--update-baseline` makes one.\n"]);
});
