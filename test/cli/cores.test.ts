import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { analyzeOnCores } from "../../cli/check/analyze.ts";
import { filesOnDisk } from "../../cli/files.ts";
import { analyzeProject, findProject } from "../../compiler/index.ts";

const cwd = mkdtempSync(join(tmpdir(), "imlc-cores-"));
afterAll(() => rmSync(cwd, { recursive: true }));

/** Every seventh has a mistake, every fifth reads a sample, and two have one name. */
for (let index = 0; index < 450; index += 1) {
  const folder = join(cwd, index === 449 ? "again/app0" : `apps/app${index}`);
  const name = index % 7 === 0 ? "uper" : "upper";
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "webhook.iml.json"), `{"uid": "{{item.user}}", "output": "{{${name}(item.text)}}"}`);
  if (index % 5 !== 0) continue;
  writeFileSync(join(folder, "imlc.json"), `{"webhook": {"payload": {"samples": ["sample.json"]}}}`);
  writeFileSync(join(folder, "sample.json"), `{"user": 1, "text": "a"}`);
}

test("several threads find in many apps what one finds", async () => {
  const files = filesOnDisk(cwd);
  const project = findProject(files, ["."]);
  const { diagnostics, texts } = analyzeProject(project, files);
  expect(diagnostics.filter(({ code }) => code === "unknown-function")).toHaveLength(65);
  expect(await analyzeOnCores(project, { files, cwd })).toEqual({ diagnostics, texts });
});

test("few apps are looked at in one thread", async () => {
  const files = filesOnDisk(cwd);
  const project = findProject(files, ["apps/app0", "apps/app7"]);
  const { diagnostics, texts } = analyzeProject(project, files);
  expect(await analyzeOnCores(project, { files, cwd })).toMatchObject({ diagnostics, texts });
});
