import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue, filesInMemory } from "../../compiler/index.ts";
import { createService } from "../../editor/service.ts";
import { evaluationPage } from "../../editor/vscode/evaluation-page.ts";
import { explanationsOf } from "../../editor/vscode/explanations.ts";
import { planPage } from "../../editor/vscode/plan-page.ts";
import { runPage } from "../../editor/vscode/run-page.ts";
import { stringAt, templateOf } from "../../editor/vscode/selected.ts";

const shop = createService({
  files: filesInMemory({
    "webhook.iml.json":
      '{"iterate": {"container": "{{body.events}}"}, "uid": "{{item.user}}", "output": "{{parseNumber(item.sum)}}"}',
    "attach.iml.json": '{"url": "https://shop.example/{{shout(webhook.url)}}"}',
    "functions/shout/code.js": "function shout(text) { return String(text).toUpperCase(); }",
    "imlc.json": '{"webhook": {"timezone": "Europe/Berlin", "payload": {"samples": ["./paid.json", "./wrong.json"]}}}',
    "paid.json": '{"events": [{"user": "ann", "sum": "2.5"}, {"user": "bob", "sum": "3"}]}',
    "wrong.json": '{"events": [{"user": "ann", "sum": "much"}]}',
  }),
});

async function evaluated(uri: string, template: string) {
  const found = await shop.evaluate(uri, template);
  if (!found) throw new Error(`there is no ${uri}`);
  return found;
}

test.each([
  ["{{item.user}} of {{length(body.events)}}", '"ann of 2"'],
  ["{{parseNumber(item.sum) + 1}}", "3.5"],
  ["{{formatDate(parseDate('2026-01-31T23:30:00Z'), 'DD.MM.')}}", '"01.02."'],
  ["{{body.none}}", '{\n  "$undefined": true\n}'],
])("in a webhook, %s reads the first sample", async (template, value) => {
  expect(await evaluated("webhook.iml.json", template)).toEqual({ sample: "./paid.json", value, error: undefined });
});

test("elsewhere a template has no sample, and the app's own functions", async () => {
  const found = await evaluated("attach.iml.json", "{{shout('a')}}");
  expect(found).toMatchObject({ sample: undefined, value: '"A"' });
  expect(evaluationPage("{{shout('a')}}", found)).toContain("There is no sample");
});

test("what fails is told with its reason", async () => {
  const page = evaluationPage("{{uper(1)}}", await evaluated("webhook.iml.json", "{{uper(1)}}"));
  expect(page).toContain("It failed: There is no function `uper`.");
});

test("backticks in a template do not end its block", async () => {
  const template = "{{body.`a```b`}}";
  expect(evaluationPage(template, await evaluated("webhook.iml.json", template))).toContain(
    `\n\`\`\`\`\n${template}\n\`\`\`\`\n`,
  );
});

test("the page of a run tells what became of each item", async () => {
  const run = await shop.run("webhook.iml.json", "./paid.json");
  const page = run ? runPage("./paid.json", run) : "";
  expect(page).toContain("# Run with `./paid.json`\n\nThe request was **taken**; it is answered with 200.");
  expect(page).toContain("## Item 1, of `ann`: evaluated");
  expect(page).toContain("## Item 2, of `bob`: evaluated");
  expect(page).toMatch(/- \*\*uid\*\* \(webhook\.iml\.json:1:\d+\): .+\n {2}- gave `"ann"`/);
});

test("the page of a replay tells what differs, and nothing in a value is Markdown", () => {
  const about = { app: "shop", webhook: "webhook", path: [], requests: 2 };
  const [before, after] = [{ request: "r1", old: '"<b>"', new: '"`"' }, { request: "r2" }];
  const page = planPage({
    compared: 2,
    skipped: 0,
    groups: [
      {
        ...about,
        kind: "uid",
        unit: "uid",
        places: { old: "webhook.iml.json:2:10", new: "webhook.iml.json:3:10" },
        differences: [{ ...before, owners: { old: ["s1"], new: [] } }, after],
      },
      { ...about, kind: "order", places: { old: undefined, new: undefined }, differences: [after] },
    ],
  });
  expect(page).toContain("2 requests compared: 2 differences.");
  expect(page).toContain(
    '- uid `"<b>"` → `` "`" ``, in 2 requests; s1 → no subscription (webhook.iml.json:2:10 → webhook.iml.json:3:10).\n' +
      "- order of the items changed, in 2 requests.\n",
  );
});

test("each code has its explanation", () => {
  const page = readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8");
  const explanations = explanationsOf(page);
  expect([...explanations.keys()].sort()).toEqual([...catalogue.keys()].sort());
  expect(explanations.get("argument-count")).toMatch(/^# argument-count\n[\s\S]*This does not:[\s\S]*```$/);
});

test.each([
  ["the inside of a string", "upper('x')", "{{upper('x')}}"],
  ["a template", "{{a}} {{b}}", "{{a}} {{b}}"],
  ["a whole string", '"{{\\"a\\"}}"', '{{"a"}}'],
  ["escapes", '{{a \\u0026 \\"b\\"}}', '{{a & "b"}}'],
  ["a piece that is cut within an escape", "{{a\\", "{{a\\"],
])("%s is a template", (_, selected, template) => {
  expect(templateOf(selected)).toBe(template);
});

test("the string at the cursor is found, and none beside it", () => {
  const line = '  "uid": "{{\\"a\\"}}", // "x';
  const marks = [...line].map((_, column) => stringAt(line, column));
  expect(marks.indexOf('"uid"')).toBe(3);
  expect(marks.lastIndexOf('"uid"')).toBe(6);
  expect(marks.filter((each) => each === '"{{\\"a\\"}}"')).toHaveLength('{{\\"a\\"}}"'.length);
  expect(stringAt(line, line.length)).toBeUndefined();
});
