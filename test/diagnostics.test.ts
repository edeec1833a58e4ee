import { describe, expect, test } from "vitest";
import { analyzeProject, catalogue, filesInMemory, findProject } from "../compiler/index.ts";
import type { Diagnostic, Example } from "../grammar/diagnostic.ts";

/** An example is a whole webhook, or files of an app by their names. */
function textsOf(example: Example): Readonly<Record<string, string>> {
  return typeof example === "string" ? { "webhook.iml.json": example } : example;
}

function findings(example: Example): readonly Diagnostic[] {
  const files = filesInMemory(textsOf(example));
  return analyzeProject(findProject(files, ["."]), files).diagnostics;
}

function fixed(example: Example, { uri, fix }: Diagnostic): Example {
  const texts = textsOf(example);
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  const text = edits.reduce(
    (done, { span, text: put }) => done.slice(0, span.start) + put + done.slice(span.end),
    texts[uri] ?? "",
  );
  return { ...texts, [uri]: text };
}

describe.each([...catalogue.values()].map((entry) => [entry.code, entry] as const))("%s", (code, entry) => {
  test("its bad example raises it, and nothing else", () => {
    expect([...new Set(findings(entry.example.bad).map((each) => each.code))]).toEqual([code]);
  });

  test("its good example is silent", () => {
    expect(findings(entry.example.good)).toEqual([]);
  });

  test("its fixes leave nothing to find in their places", () => {
    for (const finding of findings(entry.example.bad)) {
      if (!finding.fix) continue;
      const left = findings(fixed(entry.example.bad, finding));
      expect(left.filter(({ span }) => span.start === finding.span.start)).toEqual([]);
    }
  });

  test("it is a slug, its message and its explanation are sentences", () => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(["error", "warning", "hint"]).toContain(entry.severity);
    expect(entry.doc).toMatch(/^[A-Z`'"].*\.$/s);
    for (const { message, severity } of findings(entry.example.bad)) {
      expect(message).toMatch(/[.?]$/);
      expect(severity).toBe(entry.severity);
    }
  });
});

test.each([
  ['{"uid":"{{item[\'usr\']}}"}', '{"uid":"{{item[\'user\']}}"}'],
  ['{"uid":"{{item[\\"usr\\"]}}"}', '{"uid":"{{item[\'user\']}}"}'],
  ['{"uid":"{{item.ful_name}}"}', '{"uid":"{{item.`full name`}}"}'],
  ['{"uid":"{{item.u\\u0073r}}"}', '{"uid":"{{item.user}}"}'],
])("a fix is written as its place needs it: %s", (bad, good) => {
  const example = {
    "webhook.iml.json": bad,
    "imlc.json": '{"webhook": {"payload": {"samples": ["./a.json"]}}}',
    "a.json": '{"user": "ada", "full name": "Ada"}',
  };
  const [finding] = findings(example);
  expect(finding?.code).toBe("unseen-field");
  expect(finding && textsOf(fixed(example, finding))["webhook.iml.json"]).toBe(good);
});
