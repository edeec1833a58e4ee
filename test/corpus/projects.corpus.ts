import { afterAll, describe, expect, test } from "vitest";
import { filesOnDisk } from "../../cli/files.ts";
import { analyzeProject, findProject } from "../../compiler/index.ts";
import { type Finding, summary } from "./table.ts";

const root = process.env.IMLC_CORPUS ?? "";
const files = filesOnDisk(root);
const { apps } = findProject(files, ["."]);
const findings: Finding[] = [];

describe.each(apps.map((app) => [app.folder, app] as const))("%s", (_, app) => {
  test("is analysed as a whole, and all places lie inside its files", () => {
    const { diagnostics, texts } = analyzeProject({ apps: [app], missing: [], unread: [] }, files);
    for (const found of diagnostics) {
      const text = texts.get(found.uri) ?? "";
      expect(found.span.end, found.message).toBeLessThanOrEqual(text.length);
      findings.push({ source: { uri: found.uri, text }, found });
    }
  });
});

afterAll(() => {
  console.info(`apps: ${apps.length}\n\n${summary(findings)}`);
});
