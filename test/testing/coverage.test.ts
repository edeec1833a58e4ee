import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCoverage } from "../../compiler/generate/coverage.ts";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { createHarness } from "../../testing/index.ts";
import { folder, run } from "../cli/run.ts";

/** What of a webhook did not run for some bodies, as it is written. */
async function missed(manifest: string, ...bodies: readonly object[]): Promise<readonly string[]> {
  const files = filesInMemory({ "webhook.iml.json": manifest });
  const { apps, texts, diagnostics } = analyzeProject(findProject(files, ["."]), files);
  const [app] = apps;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (app === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const coverage = createCoverage();
  const harness = await createHarness((await loadApp(app, texts, coverage)) as AppModule);
  for (const body of bodies) await harness.request({ body: { ...body } });
  await harness.close();
  return coverage
    .points()
    .filter(({ times }) => times === 0)
    .sort((a, b) => a.span.start - b.span.start)
    .map(
      ({ kind, span, outcome }) =>
        `${kind}${outcome === undefined ? "" : ` ${outcome}`} ${manifest.slice(span.start, span.end)}`,
    );
}

const withOutput = (output: string): string => `{"uid": "{{item.id}}", "output": "${output}"}`;

describe("of each expression that chooses, what is not chosen has not run", () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ["{{if(item.a; 'x'; item.b)}}", [{ a: 1 }], ["branch item.b"]],
    ["{{if(item.a; 'x'; item.b)}}", [{ a: 1 }, {}], []],
    ["{{ifempty(item.a; 'x')}}", [{ a: 1 }], ["branch 'x'"]],
    ["{{switch(item.a; 'x'; 1; 'y'; item.b; 3)}}", [{ a: "y" }], ["branch 1", "branch 3"]],
    ["{{item.a & item.b}}", [{}], ["branch item.b"]],
    ["{{item.a | item.b}}", [{}], []],
    ["a {{item.a}} b {{if(item.c; item.d)}}", [{}], ["branch item.d"]],
    ["{{upper(if(item.a; item.b; ifempty(item.c; 'z')))}}", [{ a: 1 }], ["branch ifempty(item.c; 'z')", "branch 'z'"]],
  ])("%s after %j", async (output, bodies, expected) => {
    expect(await missed(withOutput(output), ...bodies)).toEqual(expected);
  });
});

test("of a condition it counts what it gave, and of a directive whether it ran", async () => {
  const manifest = '{"condition": "{{body.a}}", "uid": "{{item.id}}", "respond": {"status": 201}}';
  expect(await missed(manifest, { a: 1 })).toEqual(['branch false "{{body.a}}"']);
  expect(await missed(manifest, {})).toEqual(['branch true "{{body.a}}"', 'unit "{{item.id}}"', "expression item.id"]);
});

test("what is counted gives what it gave before", async () => {
  const manifest = withOutput("{{if(item.a & !item.b; item.a + 1; switch(item.b; 1; 'one'; item.c | 'none'))}}");
  const files = filesInMemory({ "webhook.iml.json": manifest });
  const { apps, texts } = analyzeProject(findProject(files, ["."]), files);
  for (const app of apps) {
    const plain = await createHarness((await loadApp(app, texts)) as AppModule);
    const counting = await createHarness((await loadApp(app, texts, createCoverage())) as AppModule);
    for (const body of [{}, { a: 1 }, { a: 1, b: 1 }, { b: 2 }, { b: 2, c: "c" }, { a: "x", b: 0 }]) {
      expect(await counting.request({ body })).toEqual(await plain.request({ body }));
    }
    await plain.close();
    await counting.close();
  }
});

const app = {
  "app/webhook.iml.json": `{
  "condition": "{{body.a}}",
  "uid": "{{item.id}}",
  "output": "{{if(item.b; 'b'; 'c')}}"
}`,
  "app/a.hook-test.json": '{"request": {"body": {"a": 1, "id": 1}}, "expect": {"items": [{"uid": 1, "output": "c"}]}}',
};

test("the command line tells what ran, line by line what did not, and fails below a minimum", async () => {
  const cwd = folder(app);
  const { code, out, err } = await run(["test", "app", "--coverage-min", "81", "--lcov", "lcov.info"], { cwd });
  expect([code, err]).toEqual([1, "imlc: 80.0 % of the parts of the manifests ran; `--coverage-min` wants 81 %.\n"]);
  expect(out.slice(out.indexOf("manifest "))).toBe(`manifest              directives      expressions     branches
app/webhook.iml.json  3 of 3 (100 %)  3 of 3 (100 %)  2 of 4 (50 %)

app/webhook.iml.json:2:16 was never false
    1 | {
  > 2 |   "condition": "{{body.a}}",
      |                ^^^^^^^^^^^^

app/webhook.iml.json:4:27 was never chosen
    3 |   "uid": "{{item.id}}",
  > 4 |   "output": "{{if(item.b; 'b'; 'c')}}"
      |                           ^^^
`);
  expect(readFileSync(join(cwd, "lcov.info"), "utf8")).toBe(`SF:app/webhook.iml.json
BRDA:2,0,0,1
BRDA:2,0,1,0
BRDA:4,0,2,0
BRDA:4,0,3,1
BRF:4
BRH:2
DA:2,1
DA:3,1
DA:4,1
LF:3
LH:3
end_of_record
`);
  const json = await run(["test", "app", "--coverage", "--format", "json"], { cwd });
  expect(JSON.parse(json.out).coverage).toMatchObject([{ units: { all: 3, ran: 3 }, branches: { all: 4, ran: 2 } }]);
});
